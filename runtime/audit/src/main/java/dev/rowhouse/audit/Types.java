package dev.rowhouse.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known by name of types that are not read: those of the JDK, and of libraries that the runtime shares with apps. A name
 * that ends with a star stands for all that begin with it.
 */
final class Types {
    /** What texts are. */
    static final String TEXT = "java/lang/String";

    /** Before the name of the method that a lambda runs. */
    static final String LAMBDA = "lambda ";

    /** What an array without elements is of: nothing in it can change. */
    static final String EMPTY_ARRAY = "empty array";

    private static final Map<String, Nature> EXACT = new HashMap<>();
    private static final Map<String, Nature> BEGINNINGS = new HashMap<>();

    static {
        // Values, and what describes code: no method of theirs changes what another caller sees.
        know(Nature.CONSTANT, TEXT, "java/lang/Boolean", "java/lang/Byte", "java/lang/Short", "java/lang/Character",
                "java/lang/Integer", "java/lang/Long", "java/lang/Float", "java/lang/Double", "java/lang/Number",
                "java/lang/Class", "java/lang/CharSequence", "java/lang/Void", "java/math/*", "java/time/*",
                "java/util/regex/Pattern", "java/util/Locale", "java/util/UUID", "java/util/Currency", "java/net/URI",
                "java/net/URL", "java/net/InetAddress", "java/net/Inet4Address", "java/net/Inet6Address",
                "java/net/InetSocketAddress", "java/nio/charset/Charset", "java/nio/file/Path",
                "java/nio/file/OpenOption", "java/nio/ByteOrder", "java/util/Optional*", "java/lang/invoke/*",
                "java/lang/constant/*", "java/lang/reflect/*", "java/lang/Enum", "java/lang/Module",
                "java/lang/annotation/*", "java/lang/Package", "java/io/ObjectStreamField", "java/io/File",
                "java/util/HexFormat", "java/util/Base64*", "java/lang/Runtime*", "java/lang/StackWalker*",
                "java/text/Normalizer*", "java/security/Permission", "java/security/Provider",
                "java/util/concurrent/TimeUnit", "java/lang/RuntimePermission", "javax/xml/namespace/QName",
                "javax/management/ObjectName", "java/nio/file/FileSystem", "java/awt/Color", "java/awt/Font",
                "java/util/random/*");
        // Code without data of its own; what a lambda holds is looked at where it is made.
        know(Nature.CONSTANT, EMPTY_ARRAY, "java/lang/ref/ReferenceQueue", "java/util/function/*",
                "java/util/Comparator", "java/lang/Runnable", "java/util/concurrent/Callable", LAMBDA + "*",
                "java/io/FilenameFilter", "java/io/FileFilter", "java/util/concurrent/ThreadFactory",
                "java/security/PrivilegedAction", "java/lang/Iterable", "java/util/stream/Collector*",
                "com/google/common/base/Function", "com/google/common/base/Predicate",
                "com/google/common/base/Supplier");
        // Made to be static: they write logs, describe a mapping, wrap a field, or are thrown.
        know(Nature.CONSTANT, "org/slf4j/*", "java/util/logging/Logger", "java/util/logging/Level",
                "java/lang/System$Logger", "org/apache/commons/logging/*", "org/apache/logging/log4j/*",
                "org/apache/log4j/*", "org/jboss/logging/*", "ch/qos/logback/classic/Logger",
                "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
                "java/util/concurrent/atomic/AtomicLongFieldUpdater",
                "java/util/concurrent/atomic/AtomicReferenceFieldUpdater", "sun/misc/Unsafe",
                "jdk/internal/misc/Unsafe", "java/util/ResourceBundle", "java/lang/ScopedValue*", "java/lang/Throwable",
                "java/lang/Exception", "java/lang/RuntimeException", "java/lang/Error", "java/lang/ClassLoader",
                "com/google/inject/Key", "com/google/inject/TypeLiteral", "io/undertow/util/HttpString",
                "io/undertow/util/AttachmentKey");
        // Numbers by chance: all may draw from one source, and none learns anything of another.
        know(Nature.CONSTANT, "java/util/Random", "java/security/SecureRandom",
                "java/util/concurrent/ThreadLocalRandom", "java/util/SplittableRandom");
        // Caches of what is known of classes, which all instances have in common; the JDK clears them with the class.
        know(Nature.CONSTANT, "java/lang/ClassValue");
        know(Nature.CONSTANT, "com/google/common/collect/Immutable*", "com/google/common/collect/Ordering",
                "com/google/common/base/Joiner*", "com/google/common/base/Splitter*",
                "com/google/common/base/CharMatcher", "com/google/common/escape/*",
                "com/google/common/hash/HashFunction", "com/google/common/io/BaseEncoding");
        know(Nature.MAP, "java/util/Map", "java/util/AbstractMap", "java/util/HashMap", "java/util/LinkedHashMap",
                "java/util/TreeMap", "java/util/WeakHashMap", "java/util/IdentityHashMap", "java/util/EnumMap",
                "java/util/Hashtable", "java/util/SortedMap", "java/util/NavigableMap", "java/util/SequencedMap",
                "java/util/Dictionary", "java/util/Properties", "java/util/concurrent/ConcurrentMap",
                "java/util/concurrent/ConcurrentHashMap", "java/util/concurrent/ConcurrentSkipListMap",
                "java/util/concurrent/ConcurrentNavigableMap", "java/util/jar/Attributes", "com/google/common/cache/*",
                "com/google/common/collect/*", "com/github/benmanes/caffeine/cache/*", "javax/cache/*");
        know(Nature.COLLECTION, "java/util/Collection", "java/util/AbstractCollection", "java/util/AbstractList",
                "java/util/AbstractSet", "java/util/List", "java/util/Set", "java/util/Queue", "java/util/Deque",
                "java/util/ArrayList", "java/util/LinkedList", "java/util/HashSet", "java/util/LinkedHashSet",
                "java/util/TreeSet", "java/util/SortedSet", "java/util/NavigableSet", "java/util/SequencedCollection",
                "java/util/SequencedSet", "java/util/Vector", "java/util/Stack", "java/util/ArrayDeque",
                "java/util/PriorityQueue", "java/util/BitSet", "java/util/EnumSet", "java/util/concurrent/CopyOnWrite*",
                "java/util/concurrent/ConcurrentLinked*", "java/util/concurrent/ConcurrentSkipListSet",
                "java/util/concurrent/*Queue", "java/util/concurrent/ArrayBlockingQueue",
                "java/util/concurrent/BlockingQueue", "java/util/concurrent/BlockingDeque",
                "java/util/concurrent/LinkedBlockingQueue", "java/util/concurrent/LinkedBlockingDeque",
                "java/util/concurrent/PriorityBlockingQueue", "java/util/concurrent/DelayQueue");
        know(Nature.NUMBER, "java/util/concurrent/atomic/AtomicInteger", "java/util/concurrent/atomic/AtomicLong",
                "java/util/concurrent/atomic/LongAdder", "java/util/concurrent/atomic/DoubleAdder",
                "java/util/concurrent/atomic/LongAccumulator");
        know(Nature.HOLDER, "java/util/concurrent/atomic/*", "java/lang/ref/*");
        know(Nature.THREAD_LOCAL, "java/lang/ThreadLocal", "java/lang/InheritableThreadLocal",
                "io/netty/util/concurrent/FastThreadLocal");
        know(Nature.LOCK, "java/util/concurrent/locks/*", "java/util/concurrent/Semaphore");
        know(Nature.EXECUTOR, "java/util/concurrent/Executor*", "java/util/concurrent/ScheduledExecutorService",
                "java/util/concurrent/ThreadPoolExecutor", "java/util/concurrent/ScheduledThreadPoolExecutor",
                "java/util/concurrent/ForkJoinPool", "java/util/Timer", "java/lang/Thread",
                "java/util/concurrent/CompletableFuture", "java/util/concurrent/Future");
        // One thread at a time may use them, and each use changes them.
        know(Nature.ONE_THREAD, "java/text/*", "java/util/Calendar", "java/util/GregorianCalendar",
                "java/security/MessageDigest", "java/security/Signature", "javax/crypto/*", "java/util/regex/Matcher",
                "java/util/Scanner", "java/nio/charset/CharsetEncoder", "java/nio/charset/CharsetDecoder",
                "java/util/zip/*", "java/lang/StringBuilder", "java/lang/StringBuffer", "java/io/ByteArrayOutputStream",
                "java/io/StringWriter", "java/util/StringJoiner", "java/nio/ByteBuffer", "java/nio/CharBuffer",
                "javax/xml/parsers/*", "javax/xml/transform/*", "javax/xml/xpath/*");
        know(Nature.CHANGEABLE, "java/util/Date", "java/util/concurrent/CountDownLatch");
    }

    private Types() {}

    /** What can be done with an object, as far as its type tells. */
    enum Nature {
        /** It can't be changed, or nobody can learn anything by that. */
        CONSTANT,
        /** A map or a cache. */
        MAP,
        /** A collection. */
        COLLECTION,
        /** An array. */
        ARRAY,
        /** A number that can be changed. */
        NUMBER,
        /** It holds one other object. */
        HOLDER,
        /** A thread-local. */
        THREAD_LOCAL,
        /** A lock. */
        LOCK,
        /** It runs something. */
        EXECUTOR,
        /** It can be changed, and whoever uses it does. */
        ONE_THREAD,
        /** It can be changed. */
        CHANGEABLE
    }

    private static void know(Nature nature, String... names) {
        for (var name : List.of(names)) {
            if (name.endsWith("*")) {
                BEGINNINGS.put(name.substring(0, name.length() - 1), nature);
            } else {
                EXACT.put(name, nature);
            }
        }
    }

    /**
     * What is known of a type.
     *
     * @param name with slashes, or a descriptor of an array or a primitive type
     * @return empty if nothing is
     */
    static Optional<Nature> nature(String name) {
        if (name.startsWith("[")) {
            return Optional.of(Nature.ARRAY);
        }
        if (name.length() == 1) {
            return Optional.of(Nature.CONSTANT);
        }
        var exact = EXACT.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        // The longest beginning says most.
        for (int end = name.length(); end > 0; end--) {
            var found = BEGINNINGS.get(name.substring(0, end));
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The class of a descriptor, with slashes; an array or a primitive type stays a descriptor. */
    static String nameOf(String descriptor) {
        return descriptor.startsWith("L") && descriptor.endsWith(";") ? descriptor.substring(1, descriptor.length() - 1)
                : descriptor;
    }
}
