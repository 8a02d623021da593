package dev.rowhouse.audit;

import java.util.Locale;

/** What is looked for: each has a name that operators see and write, why it crosses walls, and what to do instead. */
public enum Rule {
    /** A static field that gets another value after its class was initialised. */
    STATIC_FIELD(true, "every instance of the app has this field and sees what the last one wrote",
            "make it a field of a class that the household binds with @Singleton"),
    /** A static field whose object is changed after its class was initialised. */
    STATIC_OBJECT(true, "every instance of the app has this object and sees how others changed it",
            "bind it in the household with @Singleton and inject it"),
    /** A map or cache in a static field that is filled while running. */
    STATIC_CACHE(true, "what one instance puts in, every other one can find",
            "bind the cache in the household with @Singleton and inject it"),
    /** A static field that holds the only object of a class, made when it is first asked for. */
    STATIC_SINGLETON(true, "the first instance that asks makes it, with what it knows, for all others",
            "bind the class in the household with @Singleton and inject it"),
    /** A number in a static field that is counted. */
    STATIC_COUNTER(true, "all instances count with one number, and each can tell by it what others do",
            "count in an object of the household; take ids from the database"),
    /** A static thread-local. */
    STATIC_THREAD_LOCAL(true, "threads that a library pools carry it from a request of one instance to one of another",
            "bind values to a scope with @WorkScoped, or remove it in a finally"),
    /** An injector in a static field, or objects of one. */
    STATIC_INJECTION(true, "what the injector of one household makes, every instance has",
            "inject constructors of objects that the household makes"),
    /** A lock in a static field. */
    SHARED_LOCK(false, "an instance that holds it lets all others wait",
            "lock an object of the household; hold no lock while a database or a client is waited for"),
    /** The default locale of the process. */
    DEFAULT_LOCALE(false, "there is one default locale in the process", "give a Locale to what formats"),
    /** The default time zone of the process. */
    DEFAULT_TIME_ZONE(false, "there is one default time zone in the process", "give a ZoneId to what needs one"),
    /** A property of the process. */
    SYSTEM_PROPERTY(false, "properties belong to the process, and libraries read them once, whoever set them",
            "use settings of the instance, and configure libraries by objects"),
    /** Standard streams of the process. */
    STANDARD_STREAM(false, "standard streams belong to the process", "write to a logger, or to a stream that is given"),
    /** Another default that the whole process has. */
    PROCESS_DEFAULT(false, "the default holds for the process, so for every instance",
            "give the object that is meant to what needs it"),
    /** The end of the process. */
    PROCESS_END(false, "it ends the process, so every instance", "throw an exception, or return"),
    /** A thread of its own. */
    OWN_THREAD(false, "the thread belongs to no instance: it has no session, and stays when the instance stops",
            "inject the instance's executor"),
    /** An executor or a timer of its own. */
    OWN_EXECUTOR(false, "its threads belong to no instance, are not counted, and stay when the instance stops",
            "inject the instance's executor or scheduler"),
    /** The thread pool of the process. */
    COMMON_POOL(false, "all instances share the pool: work of one waits for work of others, and has no session there",
            "inject the instance's executor, and give it as the last parameter; use a plain stream"),
    /** A hook that runs when the process ends. */
    SHUTDOWN_HOOK(false, "it runs when the process ends, not when the instance stops, and keeps the instance in memory",
            "bind an AutoCloseable in the household"),
    /** A name in the process' JMX server. */
    JMX_NAME(false, "there is one JMX server in the process: the second instance's name is taken",
            "put the instance's name into the ObjectName, and unregister it when the instance stops"),
    /** Connections past the engines. */
    DRIVER_MANAGER(false, "connections that no engine counts lead anywhere, also to another instance's database",
            "inject the DataSource of an engine"),
    /** The temporary folder of the process. */
    TEMPORARY_FILE(false, "all instances have one temporary folder, and can read each other's files there",
            "write into a folder that the instance's settings name"),
    /** A path that is written in the code. */
    FIXED_PATH(false, "all instances have the same file", "let settings of the instance name the path"),
    /** A cookie that other instances of the host get too. */
    DEFAULT_COOKIE(false, "a browser sends it to every instance of the host, and one overwrites the other's",
            "give the cookie a name of its own and the mount as its path"),
    /** Two instances that have one database, as the file allows. */
    SAME_DATABASE(false, "rows of one instance are rows of the other",
            "give each its own database, unless both are meant to have the same rows"),
    /** An instance below the path of another one. */
    NESTED_MOUNTS(false, "cookies of the upper one are sent to the lower one too",
            "mount them side by side, or at two hosts"),
    /** Instances that don't trust each other at one host. */
    SHARED_ORIGIN(false, "for a browser they are one: scripts, storage and service workers of one reach the other",
            "give an instance with trust = none a host of its own"),
    /** A secret that stands in a file. */
    CLEAR_SECRET(false, "who reads or copies the file has it",
            "write ${?NAME_OF_A_VARIABLE}, or include a file that only its owner reads"),
    /** A file with secrets that others may read. */
    READABLE_FILE(false, "every user of the machine reads the secrets in it",
            "chmod 600, and give it to the user that Rowhouse runs as"),
    /** Something accepted that isn't there. */
    STALE_ACCEPTANCE(false, "it would hide the finding if that came back", "remove it");

    private final boolean statics;
    private final String why;
    private final String remedy;

    Rule(boolean statics, String why, String remedy) {
        this.statics = statics;
        this.why = why;
        this.remedy = remedy;
    }

    /** Its name as operators write it: {@code static-field}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about static fields, which {@code statics = separate} gives each instance for itself. */
    public boolean isAboutStatics() {
        return statics;
    }

    /** Why it crosses walls; a sentence without its full stop. */
    public String why() {
        return why;
    }

    /** What to do instead; a sentence without its full stop. */
    public String remedy() {
        return remedy;
    }
}
