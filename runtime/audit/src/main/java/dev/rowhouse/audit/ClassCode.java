package dev.rowhouse.audit;

import java.util.List;
import java.util.Set;

/**
 * A class as its file has it.
 *
 * @param name with slashes
 * @param flags its modifiers
 * @param above its superclass, if it has one, and its interfaces
 * @param source the name of its source file; empty if it doesn't say
 * @param fields what it declares
 * @param methods what it declares and has code
 * @param mentions all classes that it names
 * @param own whether it belongs to the app itself, not to one of its libraries
 */
record ClassCode(
        String name,
        int flags,
        List<String> above,
        String source,
        List<FieldCode> fields,
        List<MethodCode> methods,
        Set<String> mentions,
        boolean own) {
    /** The place of something in it. */
    Place place(String member, int line) {
        return new Place(name.replace('/', '.') + "." + member, source, line);
    }
}
