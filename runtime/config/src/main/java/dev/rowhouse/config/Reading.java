package dev.rowhouse.config;

/**
 * What every part of one reading needs.
 *
 * @param mistakes takes what is wrong
 * @param places where things are written
 * @param placeholders what words in braces stand for
 * @param secretWords which keys hold secrets
 */
record Reading(Mistakes mistakes, Places places, Placeholders placeholders, SecretWords secretWords) {
    /** The same files, for one instance: its mistakes are gathered apart until its secrets are known. */
    Reading apart(Placeholders others) {
        return new Reading(new Mistakes(), places, others, secretWords);
    }

    /** The same, with nothing found or remembered yet; for another thread. */
    Reading anew() {
        return new Reading(new Mistakes(), places, placeholders, new SecretWords());
    }
}
