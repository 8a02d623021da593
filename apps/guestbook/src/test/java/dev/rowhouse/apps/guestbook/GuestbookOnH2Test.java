package dev.rowhouse.apps.guestbook;

/** On H2, in memory. */
class GuestbookOnH2Test extends GuestbookContract {
    @Override
    String engine(String name) {
        return "url = \"jdbc:h2:mem:contract-{instance}-%s\"".formatted(name);
    }

    @Override
    void createDatabases(String instance) {
        // Comes with the first connection.
    }
}
