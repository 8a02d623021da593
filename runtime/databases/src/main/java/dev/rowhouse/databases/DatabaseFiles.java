package dev.rowhouse.databases;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Databases that are files of a temporary folder, made by the driver with the first connection. */
final class DatabaseFiles implements StartedDatabases {
    private final Product product;
    private final String form;
    private final TemporaryFolder folder;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private DatabaseFiles(Product product, String form, TemporaryFolder folder) {
        this.product = product;
        this.form = form;
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @param form a URL, with a format specifier for the path
     */
    static DatabaseFiles create(Product product, String form) {
        return new DatabaseFiles(product, form, TemporaryFolder.create(product));
    }

    @Override
    public Product product() {
        return product;
    }

    @Override
    public String url(String name) {
        return form.formatted(folder.path().resolve(name));
    }

    @Override
    public String create(String name) {
        if (!names.add(name)) {
            throw new IllegalStateException("there is a database '%s' already".formatted(name));
        }
        return url(name);
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        folder.close();
    }
}
