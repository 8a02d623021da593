package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Instances of the shop, as all who host it name them: {@code i1} answers {@code /i1/order}. */
final class Shops {
    private Shops() {}

    static String path(int number) {
        return "/i%d/order".formatted(number);
    }

    /** The names of some, from a number up to another, without that; separated by spaces. */
    static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "i" + number).collect(Collectors.joining(" "));
    }

    /**
     * Writes a composite file of instances that start when they are asked, on a free port.
     *
     * @param setting where the jar of the shop is
     * @param folder where the file is written
     * @param count how many; named from {@code i1} on
     * @return the file
     * @throws IOException if it can't be written
     */
    static Path composite(Setting setting, Path folder, int count) throws IOException {
        return Files.writeString(folder.resolve("composite.conf"),
                """
                        listen = "127.0.0.1:0"
                        apps.shop { path = "%s", class = dev.rowhouse.bench.shop.ShopApp }
                        fleets.shops { count = %d, name = "i{n}", instance {
                          app = shop, mount = "/{instance}", engines.default { url = "jdbc:h2:mem:{instance}", schema = create } } }
                        """
                        .formatted(setting.home().resolve("runtime/bench/shop/target/rowhouse-bench-shop.jar"), count));
    }
}
