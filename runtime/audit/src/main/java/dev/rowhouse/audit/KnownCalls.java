package dev.rowhouse.audit;

import dev.rowhouse.audit.Types.Nature;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import java.util.regex.Pattern;

/** What methods do that are not read, as far as their names tell. */
final class KnownCalls {
    private static final Pattern CHANGES = Pattern.compile(
            "(?:set|add|put|remove|clear|push|pop|poll|offer|append|insert|delete|replace|update|increment|decrement|getAnd"
                    + "|compareAnd|weakCompareAnd|lazySet|accumulate|compute|merge|retain|sort|reset|register|unregister"
                    + "|deregister|load|drain|invalidate|refresh|configure|enable|disable|swap|intern|install|unbind|take"
                    + "|enqueue|dequeue|countDown)(?:[A-Z].*)?");

    private static final Pattern GIVES_PART = Pattern.compile(
            "get|getOrDefault|getFirst|getLast|getPlain|getAcquire|getOpaque|iterator|listIterator|next|previous|entrySet|keySet"
                    + "|values|subList|headMap|tailMap|subMap|headSet|tailSet|descending.*|getKey|getValue|peek.*|element|first.*"
                    + "|last.*|putIfAbsent|computeIf.*|orElse.*|asMap|reversed|getAndSet|elementAt|getIfPresent|floor.*|ceiling.*");

    /** Static methods of the JDK whose first parameter is changed. */
    private static final Set<String> CHANGE_FIRST = Set.of("java/util/Collections.sort",
            "java/util/Collections.shuffle", "java/util/Collections.reverse", "java/util/Collections.swap",
            "java/util/Collections.fill", "java/util/Collections.addAll", "java/util/Collections.rotate",
            "java/util/Collections.copy", "java/util/Collections.replaceAll", "java/util/Arrays.sort",
            "java/util/Arrays.fill", "java/util/Arrays.setAll", "java/util/Arrays.parallelSort",
            "java/lang/reflect/Array.set");

    /** Static methods that give back what they got. */
    private static final Pattern GIVES_FIRST = Pattern.compile(
            "java/util/Objects\\.requireNonNull.*|java/util/Collections\\.synchronized.*|java/util/Arrays\\.asList"
                    + "|java/util/Collections\\.newSetFromMap|com/google/common/base/Preconditions\\.checkNotNull");

    /** Whatever is put in by others can't be changed through what they give. */
    private static final Pattern GIVES_CONSTANT = Pattern.compile(
            "java/util/(?:List|Set|Map)\\.(?:of|copyOf|ofEntries|entry)|java/util/Collections\\.(?:unmodifiable|empty|singleton|nCopies).*"
                    + "|java/util/stream/Stream\\.toList|com/google/common/collect/Immutable.*|java/util/Comparator\\..*"
                    + "|java/util/EnumSet\\.noneOf0");

    /** Methods that give back an object of the same class and don't mean the same object. */
    private static final Pattern COPIES = Pattern
            .compile("clone|copy.*|with[A-Z].*|duplicate|slice|new[A-Z].*|create.*|of|from|build");

    private KnownCalls() {}

    /** Whether a call that isn't read changes one of its arguments, the object itself being the first. */
    static boolean changes(Step.Call call, int argument) {
        var target = call.target();
        var nature = Types.nature(target.owner());
        if (target.isConstructor()) {
            return false;
        }
        if (isUpdater(target.owner())) {
            return argument == 1 && CHANGES.matcher(target.name()).matches();
        }
        if (target.owner().equals("java/lang/System") && target.name().equals("arraycopy")) {
            return argument == 2;
        }
        if (argument != 0) {
            return false;
        }
        if (CHANGE_FIRST.contains(target.owner() + "." + target.name())) {
            return true;
        }
        if (isStatic(call)) {
            return false;
        }
        return switch (nature.orElse(Nature.CHANGEABLE)) {
            case CONSTANT, LOCK, EXECUTOR, THREAD_LOCAL -> false;
            case ONE_THREAD -> changesOneThread(target);
            case MAP -> changesMap(target);
            case COLLECTION, ARRAY, NUMBER, HOLDER, CHANGEABLE -> CHANGES.matcher(target.name()).matches();
        };
    }

    private static boolean changesMap(MethodKey target) {
        // A cache that loads is filled by being asked.
        boolean loads = target.name().equals("get") && target.owner().contains("/cache/");
        return loads || CHANGES.matcher(target.name()).matches();
    }

    private static boolean changesOneThread(MethodKey target) {
        boolean reads = target.name().startsWith("get") || target.name().startsWith("is")
                || target.name().startsWith("to") || target.name().startsWith("new") || target.name().equals("clone")
                || target.name().equals("hashCode") || target.name().equals("equals") || target.name().equals("length")
                || target.name().equals("duplicate") || target.name().startsWith("as") || target.name().equals("slice");
        return !reads || (target.owner().startsWith("java/util/Calendar") && target.name().startsWith("getTime"));
    }

    private static boolean isUpdater(String owner) {
        return owner.equals("java/lang/invoke/VarHandle") || owner.endsWith("FieldUpdater")
                || owner.endsWith("misc/Unsafe");
    }

    /** Whether what a call gives back, that isn't read, is its first argument or a part of it. */
    static boolean givesFirst(Step.Call call) {
        var target = call.target();
        if (isStatic(call)) {
            return GIVES_FIRST.matcher(target.owner() + "." + target.name()).matches();
        }
        var result = Types.nature(target.result());
        if (result.isPresent() && result.get() == Nature.CONSTANT) {
            return false;
        }
        return (target.result().equals(target.owner()) && !COPIES.matcher(target.name()).matches())
                || GIVES_PART.matcher(target.name()).matches();
    }

    /** Whether what a call gives back can't be changed. */
    static boolean givesConstant(Step.Call call) {
        return GIVES_CONSTANT.matcher(call.target().owner() + "." + call.target().name()).matches();
    }

    private static boolean isStatic(Step.Call call) {
        int parameters = MethodTypeDesc.ofDescriptor(call.target().descriptor()).parameterCount();
        return call.kind() == Step.Call.Kind.EXACT && call.arguments().size() == parameters;
    }
}
