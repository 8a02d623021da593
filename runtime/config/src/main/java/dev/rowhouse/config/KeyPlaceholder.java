package dev.rowhouse.config;

/** Finds {@value FamilyConfig#KEY} where it stands for nothing, so that a database would be asked for just that name. */
final class KeyPlaceholder {
    private static final String URL = "url";

    private KeyPlaceholder() {}

    /** Notes every value below that holds it. */
    static void refuse(Section section) {
        section.children().forEach(child -> refuse(child.node()));
    }

    /** The same for a family, whose URL may hold it. */
    static void refuseOutsideOfUrl(Section family) {
        family.children().stream().filter(child -> !child.name().equals(URL)).forEach(child -> refuse(child.node()));
    }

    /** Notes a value that holds it, or values in it. */
    static void refuse(Node node) {
        if (node.isObject()) {
            node.section().ifPresent(KeyPlaceholder::refuse);
        } else if (node.isList()) {
            node.elements().forEach(KeyPlaceholder::refuse);
        } else if (node.quietly(node.reading().placeholders())
                .filter(text -> text.contains(FamilyConfig.KEY))
                .isPresent()) {
            node.wrong("%s stands for nothing here".formatted(FamilyConfig.KEY),
                    "use it in the url of an engine family, or remove it");
        }
    }
}
