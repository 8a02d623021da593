package dev.rowhouse.spi;

import java.util.List;

/**
 * Which instance this is; injectable in every household.
 *
 * @param name the instance's name in the composite, unique there
 * @param app the name that the composite gives the app
 * @param mounts where the instance answers, as the composite file says it: {@code "/north"}, {@code "east.localhost/"}.
 *        To build a link inside a request, put {@code exchange.getResolvedPath()} in front instead: that is the mount
 *        the request came through.
 */
public record Instance(String name, String app, List<String> mounts) {
    public Instance {
        mounts = List.copyOf(mounts);
    }
}
