package dev.rowhouse.spi;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A file that maps classes to tables, among an app's resources.
 *
 * @param location where it is
 * @param loader who knows the classes that it names
 */
public record MappingFile(URI location, ClassLoader loader) {
    /**
     * Finds a file.
     *
     * @param neighbour a class of the app; the file is looked for in its package
     * @param name as {@link Class#getResource} takes it
     * @throws IllegalArgumentException if it isn't there
     */
    static MappingFile find(Class<?> neighbour, String name) {
        var file = neighbour.getResource(name);
        if (file == null) {
            throw new IllegalArgumentException(
                    "there is no mapping file '%s' beside %s; put it into the same package of the resources, or write its path from the root, with a slash before it"
                            .formatted(name, neighbour.getName()));
        }
        try {
            return new MappingFile(file.toURI(), neighbour.getClassLoader());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the mapping file '%s' lies where no URI leads".formatted(name), e);
        }
    }
}
