package dev.rowhouse.audit;

import static dev.rowhouse.audit.Severity.HIGH;
import static dev.rowhouse.audit.Severity.LOW;
import static dev.rowhouse.audit.Severity.MEDIUM;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges calls that reach what belongs to the process: by who is called, and by constants that are given. */
final class CallRules {
    private static final List<Known> KNOWN = List.of(
            new Known(Rule.DEFAULT_LOCALE, MEDIUM, "java/util/Locale\\.setDefault\\(.*"),
            new Known(Rule.DEFAULT_TIME_ZONE, MEDIUM, "java/util/TimeZone\\.setDefault\\(.*"),
            new Known(Rule.SYSTEM_PROPERTY, MEDIUM,
                    "java/lang/System\\.(?:setProperty|setProperties|clearProperty)\\(.*"),
            new Known(Rule.STANDARD_STREAM, MEDIUM, "java/lang/System\\.set(?:In|Out|Err)\\(.*"),
            new Known(Rule.PROCESS_END, MEDIUM, "java/lang/(?:System\\.exit|Runtime\\.(?:exit|halt))\\(.*"),
            // Who answers for passwords, cookies and certificates of the process does so for every instance.
            new Known(Rule.PROCESS_DEFAULT, HIGH,
                    "java/net/(?:Authenticator|CookieHandler|ResponseCache)\\.setDefault\\(.*"
                            + "|javax/net/ssl/(?:SSLContext\\.setDefault|HttpsURLConnection\\.setDefault\\w+)\\(.*"),
            new Known(Rule.PROCESS_DEFAULT, MEDIUM,
                    "java/net/ProxySelector\\.setDefault\\(.*|java/net/URL\\.setURLStreamHandlerFactory\\(.*"
                            + "|java/net/(?:HttpURLConnection\\.setFollowRedirects|URLConnection\\.set(?:ContentHandlerFactory|FileNameMap|DefaultUseCaches))\\(.*"
                            + "|java/lang/Thread\\.setDefaultUncaughtExceptionHandler\\(.*"
                            + "|java/security/Security\\.(?:addProvider|insertProviderAt|removeProvider|setProperty)\\(.*"
                            + "|java/security/Policy\\.setPolicy\\(.*|java/lang/System\\.setSecurityManager\\(.*"
                            + "|java/util/logging/LogManager\\.(?:reset|readConfiguration|updateConfiguration)\\(.*"
                            + "|javax/imageio/ImageIO\\.set\\w+\\(.*|java/beans/PropertyEditorManager\\.register\\w+\\(.*"),
            new Known(Rule.OWN_EXECUTOR, MEDIUM, "java/util/concurrent/Executors\\.new(?!ThreadFactory)\\w+\\(.*"
                    + "|java/util/concurrent/(?:ThreadPoolExecutor|ScheduledThreadPoolExecutor|ForkJoinPool)\\.<init>\\(.*"
                    + "|java/util/Timer\\.<init>\\(.*|java/util/concurrent/SubmissionPublisher\\.<init>\\(\\)V"),
            new Known(Rule.OWN_THREAD, MEDIUM,
                    "java/lang/Thread\\.(?:<init>|startVirtualThread|ofVirtual|ofPlatform)\\(.*"),
            new Known(Rule.COMMON_POOL, MEDIUM,
                    "java/util/concurrent/ForkJoinPool\\.commonPool\\(.*|[\\w/$]+\\.parallelStream\\(\\)Ljava/util/stream/Stream;"
                            + "|java/util/stream/(?:Base|Int|Long|Double)?Stream\\.parallel\\(.*"
                            + "|java/util/Arrays\\.parallel\\w+\\(.*"
                            + "|java/util/concurrent/CompletableFuture\\.(?:supplyAsync|runAsync)\\(L[\\w/$]+;\\)L.*"
                            + "|java/util/concurrent/Completable(?:Future|Stage)\\.\\w+Async\\((?!.*Ljava/util/concurrent/Executor;).*"
                            + "|kotlinx/coroutines/GlobalScope.*"),
            new Known(Rule.SHUTDOWN_HOOK, MEDIUM,
                    "java/lang/Runtime\\.addShutdownHook\\(.*|java/io/File\\.deleteOnExit\\(.*"),
            new Known(Rule.JMX_NAME, MEDIUM,
                    "javax/management/MBeanServer(?:Connection)?\\.(?:registerMBean|createMBean)\\(.*"),
            new Known(Rule.DRIVER_MANAGER, MEDIUM,
                    "java/sql/DriverManager\\.(?:get(?:Connection|Driver)|registerDriver|deregisterDriver|set\\w+)\\(.*"),
            new Known(Rule.TEMPORARY_FILE, LOW,
                    "java/io/File\\.createTempFile\\(Ljava/lang/String;Ljava/lang/String;\\).*"
                            + "|java/nio/file/Files\\.createTemp(?:File|Directory)\\(Ljava/lang/String;.*"),
            new Known(Rule.STATIC_INJECTION, HIGH,
                    "com/google/inject/(?:Binder|AbstractModule|PrivateModule|PrivateBinder)\\.requestStaticInjection\\(.*"),
            new Known(Rule.DEFAULT_COOKIE, MEDIUM, "io/undertow/server/session/SessionCookieConfig\\.<init>\\(.*"));

    private static final Pattern OPENS_PATH = Pattern.compile("java/io/File\\.<init>\\(Ljava/lang/String;.*"
            + "|java/io/(?:FileInputStream|FileOutputStream|FileReader|FileWriter|PrintWriter|PrintStream|RandomAccessFile)\\.<init>\\(Ljava/lang/String;.*"
            + "|java/nio/file/Paths?\\.(?:of|get)\\(Ljava/lang/String;.*");

    private static final Pattern ABSOLUTE = Pattern.compile("/\\w.*|[A-Za-z]:\\\\.*", Pattern.DOTALL);

    /** What the system says of itself there is the same for all, and nobody writes it. */
    private static final Pattern SYSTEMS = Pattern
            .compile("/(?:proc|sys|dev)/.*|/etc/(?:os-release|localtime|timezone|resolv\\.conf|hosts).*");

    private record Known(Rule rule, Severity severity, Pattern call) {
        Known(Rule rule, Severity severity, String call) {
            this(rule, severity, Pattern.compile(call));
        }
    }

    private final Program program;

    CallRules(Program program) {
        this.program = program;
    }

    /** What is found about all calls in a class; the same of one method is told once, at its first line. */
    Stream<Finding> judge(ClassCode type) {
        return type.methods()
                .stream()
                .flatMap(method -> method.calls().flatMap(call -> judge(type, method, call).stream()))
                .collect(Collectors.toMap(Finding::name, finding -> finding, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream();
    }

    private Optional<Finding> judge(ClassCode type, MethodCode method, Step.Call call) {
        var found = known(call).or(() -> byConstants(call));
        return found.map(known -> {
            var severity = method.isMain() || isFactory(type, method, known.rule()) ? Severity.LOW : known.severity();
            return new Finding(known.rule(), severity, type.place(nameOf(method), call.line()), known.detail());
        });
    }

    /** What a compiler calls a lambda changes with each one that is added before it. */
    private static String nameOf(MethodCode method) {
        var name = method.key().name();
        if (name.startsWith("lambda$")) {
            int end = name.lastIndexOf('$');
            return end > "lambda$".length() ? name.substring("lambda$".length(), end) : name;
        }
        return name;
    }

    /** Others decide what becomes of the threads that a factory makes. */
    private boolean isFactory(ClassCode type, MethodCode method, Rule rule) {
        return rule == Rule.OWN_THREAD && (method.key().name().equals("newThread")
                || program.ancestors(type.name()).anyMatch("java/util/concurrent/ThreadFactory"::equals));
    }

    private record Judged(Rule rule, Severity severity, String detail) {}

    private Optional<Judged> known(Step.Call call) {
        var target = call.target();
        // A constructor that begins with the one above it makes nothing.
        if (target.isConstructor() && !call.arguments().isEmpty()
                && call.arguments().getFirst().equals(new Value.Argument(0))) {
            return Optional.empty();
        }
        var owners = target.isConstructor() && program.knows(target.owner())
                ? program.ancestors(target.owner()).toList()
                : List.of(target.owner());
        for (var owner : owners) {
            var text = owner + "." + target.name() + target.descriptor();
            for (var known : KNOWN) {
                if (known.call().matcher(text).matches()) {
                    return Optional.of(new Judged(known.rule(), known.severity(), "calls " + shown(target)));
                }
            }
        }
        return Optional.empty();
    }

    private static String shown(MethodKey target) {
        var owner = target.owner().replace('/', '.');
        return target.isConstructor() ? "new " + owner : owner + "." + target.name();
    }

    private static Optional<Judged> byConstants(Step.Call call) {
        var target = call.target();
        var texts = call.arguments()
                .stream()
                .filter(value -> value instanceof Value.Constant(String type, String _) && type.equals(Types.TEXT))
                .map(value -> ((Value.Constant) value).text())
                .toList();
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        var first = texts.getFirst();
        var name = target.owner() + "." + target.name() + target.descriptor();
        if (target.owner().equals("java/lang/System") && target.name().equals("getProperty")
                && first.equals("java.io.tmpdir")) {
            return Optional.of(new Judged(Rule.TEMPORARY_FILE, LOW, "reads java.io.tmpdir"));
        }
        if (OPENS_PATH.matcher(name).matches() && ABSOLUTE.matcher(first).matches() && first.length() > 1) {
            return Optional.of(new Judged(Rule.FIXED_PATH, SYSTEMS.matcher(first).matches() ? LOW : MEDIUM,
                    "uses the path " + first));
        }
        if (target.owner().contains("Cookie") && (target.name().equals("setPath") || target.name().equals("path"))
                && first.equals("/")) {
            return Optional.of(new Judged(Rule.DEFAULT_COOKIE, MEDIUM, "sets a cookie for the path /"));
        }
        if (texts.contains("JSESSIONID") && target.owner().contains("Cookie")) {
            return Optional.of(new Judged(Rule.DEFAULT_COOKIE, MEDIUM, "a cookie named JSESSIONID"));
        }
        return target.owner().equals("javax/management/ObjectName")
                && (target.isConstructor() || target.name().equals("getInstance"))
                        ? Optional.of(new Judged(Rule.JMX_NAME, MEDIUM, "the name " + first))
                        : Optional.empty();
    }
}
