package dev.rowhouse.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the code of an app and of its own libraries. Nothing of it is loaded or run. */
public final class Audit {
    private Audit() {}

    /**
     * Reads code and tells what crosses walls.
     *
     * @param code jars and folders of the app itself
     * @param libraries jars and folders of the libraries that belong to it, not to the runtime
     * @return worst first
     * @throws java.io.UncheckedIOException if one of them can't be read
     */
    public static List<Finding> of(List<Path> code, List<Path> libraries) {
        var path = new CodePath();
        code.forEach(place -> path.read(place, true));
        libraries.forEach(place -> path.read(place, false));
        var program = new Program(path.classes());
        var origins = new Origins(program);
        var effects = new Effects(program, origins);
        var use = new StaticUse(program, effects, new Initialising(program), origins);
        var statics = new StaticRules(program, origins, use);
        var calls = new CallRules(program);
        var reach = new Reach(program, path.providers());
        return program.classes()
                .stream()
                .flatMap(type -> Stream.concat(statics.judge(type), calls.judge(type))
                        .map(finding -> reached(finding, type, reach)))
                .sorted(Finding.ORDER)
                .toList();
    }

    private static Finding reached(Finding finding, ClassCode type, Reach reach) {
        if (type.own()) {
            return finding;
        }
        return reach.contains(type.name())
                ? new Finding(finding.rule(), finding.severity(), finding.place(),
                        finding.detail() + "; reached from " + reach.from(type.name()).replace('/', '.'))
                : finding.weaker("no class of the app leads there");
    }
}
