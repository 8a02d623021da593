package dev.rowhouse.probe;

import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as the XML that tests write, for servers that build: a suite for each instance, in it a case for each step and each
 * change. A step that was never asked is skipped.
 */
public final class JUnitReport {
    private static final String ALL = "all";

    private final Report report;
    private final XMLStreamWriter xml;

    private JUnitReport(Report report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    /**
     * Writes a report.
     *
     * @throws XMLStreamException if it can't be written
     */
    public static void write(Report report, Writer to) throws XMLStreamException {
        var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to);
        new JUnitReport(report, xml).write();
        xml.flush();
    }

    /** One case: what it is called, and everything that is wrong with it. */
    private record Case(String name, boolean skipped, List<String> leaks, List<String> failures) {
        boolean isBad() {
            return !leaks.isEmpty() || !failures.isEmpty();
        }
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "rowhouse probe");
        for (var instance : report.instances()) {
            write(instance);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Report.Visited instance) throws XMLStreamException {
        var cases = cases(instance);
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", instance.name());
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(cases.stream().filter(Case::isBad).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(cases.stream().filter(Case::skipped).count()));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", report.took().toMillis() / 1000.0));
        for (var one : cases) {
            write(instance, one);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private List<Case> cases(Report.Visited instance) {
        var steps = instance.steps().stream().map(step -> of(instance, step.name(), step.requests() == 0));
        var changes = report.changes()
                .stream()
                .filter(change -> change.instance().equals(instance.name()))
                .map(change -> of(instance, change.name(), false));
        var whole = Stream.of(of(instance, ALL, false)).filter(Case::isBad);
        return Stream.of(steps, changes, whole).flatMap(cases -> cases).toList();
    }

    private Case of(Report.Visited instance, String name, boolean skipped) {
        return new Case(name, skipped,
                report.findings()
                        .stream()
                        .filter(leak -> leak.seenIn().equals(instance.name()) && leak.step().equals(name))
                        .map(Finding::toString)
                        .toList(),
                report.failures()
                        .stream()
                        .filter(failure -> failure.instance().equals(instance.name()) && failure.step().equals(name))
                        .map(Failure::toString)
                        .toList());
    }

    private void write(Report.Visited instance, Case one) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "probe." + instance.name());
        xml.writeAttribute("name", legal(one.name()));
        if (one.isBad()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", one.leaks().isEmpty() ? "failure" : "leak");
            var all = Stream.concat(one.leaks().stream(), one.failures().stream()).toList();
            xml.writeAttribute("message", legal(all.getFirst()));
            xml.writeCharacters(legal(String.join("\n", all)));
            xml.writeEndElement();
        } else if (one.skipped()) {
            xml.writeEmptyElement("skipped");
        }
        xml.writeEndElement();
    }

    /** XML has no way to write control characters, and half a pair is none. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0a\\x20-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]", " ");
    }
}
