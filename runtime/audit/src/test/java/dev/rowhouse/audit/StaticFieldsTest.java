package dev.rowhouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which static fields are found, and which are not. */
class StaticFieldsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void findsAFieldThatACallerWrites() {
        assertThat(Sources.serious(folder, """
                class Current { private static String user; static void enter(String name) { user = name; } }
                """)).containsExactly("HIGH static-field Current.user");
    }

    @Test
    void findsASwitchAndACounter() {
        assertThat(Sources.serious(folder,
                """
                        class Flags { static boolean on; static void on() { on = true; } }
                        class Ids { static long last; static long next() { return ++last; } }
                        class Numbers { static final AtomicLong LAST = new AtomicLong(); static long next() { return LAST.incrementAndGet(); } }
                        """))
                .containsExactly("MEDIUM static-counter Ids.last", "MEDIUM static-counter Numbers.LAST",
                        "MEDIUM static-field Flags.on");
    }

    @Test
    void findsACacheWhereverItIsFilled() {
        assertThat(Sources.serious(folder,
                """
                        class Direct { static final Map<String, String> M = new HashMap<>(); static void put(String k) { M.put(k, k); } }
                        class Through { static final Map<String, String> M = new HashMap<>(); static void put(String k) { fill(M, k); }
                          private static void fill(Map<String, String> map, String k) { if (k != null) { map.put(k, k); } } }
                        class Local { static final Map<String, String> M = new ConcurrentHashMap<>();
                          static void put(String k) { var map = M; for (int i = 0; i < 2; i++) { map.computeIfAbsent(k, x -> x); } } }
                        class Inner { static final Map<String, List<String>> M = Map.of("a", new ArrayList<>());
                          static void add(String k) { M.get("a").add(k); } }
                        class Handed { static final Set<String> S = new HashSet<>(); static void all(List<String> l) { l.forEach(S::add); } }
                        class Late { static final Set<String> S = new HashSet<>(); static final Consumer<String> ADD = s -> S.add(s); }
                        """))
                .containsExactly("HIGH static-cache Direct.M", "HIGH static-cache Local.M",
                        "HIGH static-cache Through.M", "HIGH static-object Handed.S", "HIGH static-object Inner.M",
                        "HIGH static-object Late.S");
    }

    @Test
    void findsObjectsThatChange() {
        assertThat(Sources.serious(folder,
                """
                        class Registry { private final List<String> names = new ArrayList<>(); void add(String n) { names.add(n); } }
                        class Names { static final Registry ALL = new Registry(); static void add(String n) { ALL.add(n); } }
                        class Dates { static final java.text.SimpleDateFormat DAY = new java.text.SimpleDateFormat("d");
                          static String day(Date d) { return DAY.format(d); } }
                        class Last { static final String[] LINES = new String[3]; static void see(String s) { LINES[0] = s; } }
                        class Ref { static final AtomicReference<String> WHO = new AtomicReference<>(); static void set(String s) { WHO.set(s); } }
                        """))
                .containsExactly("HIGH static-object Dates.DAY", "HIGH static-object Last.LINES",
                        "HIGH static-object Names.ALL", "HIGH static-object Ref.WHO");
    }

    @Test
    void findsSingletonsThatChange() {
        assertThat(Sources.serious(folder,
                """
                        enum Desk { ONLY; private String last; void see(String s) { last = s; } static void all(String s) { for (var d : values()) { d.see(s); } } }
                        class Lazy { private static Lazy instance; private final List<String> all = new ArrayList<>();
                          static Lazy get() { if (instance == null) { instance = new Lazy(); } return instance; }
                          void add(String s) { all.add(s); } static void use(String s) { get().add(s); } }
                        class Given { private static Given instance; Given(String s) {} static void start(String s) { instance = new Given(s); } }
                        """))
                .containsExactly("HIGH static-object Desk.ONLY", "HIGH static-singleton Given.instance",
                        "HIGH static-singleton Lazy.instance");
    }

    @Test
    void findsThreadLocalsByWhatIsRemoved() {
        assertThat(Sources.findings(folder,
                """
                        class Kept { static final ThreadLocal<String> T = new ThreadLocal<>(); static void set(String s) { T.set(s); } }
                        class Buffer { static final ThreadLocal<StringBuilder> T = ThreadLocal.withInitial(StringBuilder::new);
                          static void add(String s) { T.get().append(s); } }
                        class Clean { static final ThreadLocal<String> T = new ThreadLocal<>();
                          static void run(String s, Runnable r) { T.set(s); try { r.run(); } finally { T.remove(); } } }
                        """))
                .containsExactly("HIGH static-thread-local Kept.T", "MEDIUM static-thread-local Buffer.T",
                        "MEDIUM static-thread-local Clean.T");
    }

    @Test
    void findsNothingInConstants() {
        assertThat(Sources.findings(folder,
                """
                        record Pair(String a, int b) {}
                        enum Colour { RED, BLUE; private final String word = name().toLowerCase(); }
                        class Constants { private static final long serialVersionUID = 1;
                          static final String TEXT = "a" + System.nanoTime(); static final Pair PAIR = new Pair("a", 1);
                          public static final List<String> LIST = List.of("a"); static final Map<String, Pair> MAP = Map.of("a", PAIR);
                          public static final Set<String> SET = Collections.unmodifiableSet(new HashSet<>(LIST));
                          static final java.util.regex.Pattern PATTERN = java.util.regex.Pattern.compile("a");
                          static final java.time.Duration DURATION = java.time.Duration.ofDays(1); static final Random RANDOM = new Random();
                          static final Comparator<Pair> ORDER = Comparator.comparing(Pair::a); public static final String[] NONE = {};
                          private static final int[] TABLE = {1, 2, 3}; static int at(int i) { return TABLE[i]; }
                          static final Function<String, String> ECHO = s -> s;
                          static int number(Colour c) { assert c != null; return switch (c) { case RED -> 1; case BLUE -> 2; }; } }
                        """))
                .isEmpty();
    }

    @Test
    void findsNothingInWhatIsFilledWhileTheClassIsInitialised() {
        assertThat(Sources.serious(folder,
                """
                        class Table { private static final Map<String, Table> ALL = new HashMap<>(); private static int size;
                          static final Table A = new Table("a"); static { add("b"); List.of("c").forEach(n -> ALL.put(n, A)); size = ALL.size(); }
                          private Table(String n) { ALL.put(n, this); } private static void add(String n) { ALL.put(n, new Table(n)); }
                          static Table of(String n) { return ALL.get(n); } static int size() { return size; } }
                        """))
                .isEmpty();
    }

    @Test
    void takesOneMadeLaterOfNothingForAHint() {
        assertThat(Sources.findings(folder,
                """
                        class Version { private static String text; static String text() { if (text == null) { text = String.valueOf(Runtime.version()); } return text; } }
                        class Open { public static int[] sizes = {1, 2}; }
                        """))
                .containsExactly("LOW static-field Open.sizes", "LOW static-field Version.text");
    }

    @Test
    void takesAMemoryOfClassesForLessThanACache() {
        assertThat(Sources.serious(folder, """
                class Shapes { static final Map<Class<?>, String> NAMES = new ConcurrentHashMap<>();
                  static String name(Class<?> c) { return NAMES.computeIfAbsent(c, Class::getName); } }
                """)).containsExactly("MEDIUM static-cache Shapes.NAMES");
    }

    @Test
    void ignoresWhatAnObjectRemembersOfItself() {
        assertThat(Sources.serious(folder,
                """
                        class Word { static final Word HELLO = new Word("hello"); private final String text; private int hash; private List<String> parts;
                          Word(String text) { this.text = text; } @Override public int hashCode() { if (hash == 0) { hash = text.length(); } return hash; }
                          @Override public boolean equals(Object o) { return o == this; }
                          List<String> parts() { if (parts == null) { parts = List.of(text.split(" ")); } return parts; }
                          static int size() { return HELLO.hashCode() + HELLO.parts().size(); } }
                        """))
                .isEmpty();
    }

    @Test
    void ignoresWhatCopiesOfAConstantBecome() {
        assertThat(Sources.serious(folder,
                """
                        class Options implements Cloneable { static final Options DEFAULT = new Options(); private int size;
                          Options withSize(int s) { try { var copy = (Options) clone(); copy.size = s; return copy; } catch (CloneNotSupportedException e) { throw new IllegalStateException(e); } }
                          static Options large() { return DEFAULT.withSize(9); } }
                        """))
                .isEmpty();
    }

    @Test
    void knowsTheObjectsOfKotlinAndScala() {
        // As their compilers write them: object Quiet, object Loud with a var, a companion, and a module of Scala.
        assertThat(Sources.serious(folder,
                """
                        final class Quiet { public static final Quiet INSTANCE = new Quiet(); private Quiet() {} public int two() { return 2; } }
                        final class Loud { public static final Loud INSTANCE = new Loud(); private static String who; private Loud() {} public void setWho(String w) { who = w; } }
                        final class House { public static final Companion Companion = new Companion(); public static final class Companion { private Companion() {} public int rooms() { return 3; } } }
                        final class Module$ { public static final Module$ MODULE$ = new Module$(); private String last; private Module$() {} public void see(String s) { this.last = s; } }
                        """))
                .containsExactly("HIGH static-field Loud.who", "HIGH static-object Module$.MODULE$");
    }
}
