package dev.rowhouse.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.hibernate.grammars.hql.HqlLexer;
import org.hibernate.grammars.hql.HqlParser;
import org.hibernate.grammars.hql.HqlParser.BinaryExpressionPredicateContext;
import org.hibernate.grammars.hql.HqlParser.CteContext;
import org.hibernate.grammars.hql.HqlParser.EntityNameContext;
import org.hibernate.grammars.hql.HqlParser.EntityTypeReferenceContext;
import org.hibernate.grammars.hql.HqlParser.GeneralPathFragmentContext;
import org.hibernate.grammars.hql.HqlParser.IdentifierContext;
import org.hibernate.grammars.hql.HqlParser.InPredicateContext;
import org.hibernate.grammars.hql.HqlParser.JoinPathContext;
import org.hibernate.grammars.hql.HqlParser.PathContext;
import org.hibernate.grammars.hql.HqlParser.QueryContext;
import org.hibernate.grammars.hql.HqlParser.SimplePathContext;
import org.hibernate.grammars.hql.HqlParser.SubqueryContext;
import org.hibernate.grammars.hql.HqlParser.TreatedNavigablePathContext;
import org.hibernate.grammars.hql.HqlParser.VariableContext;
import org.hibernate.internal.util.QuotingHelper;

/**
 * Finds the entities that a query in HQL names, with Hibernate's own parser and without a mapping. A path that begins
 * with an alias names none, nor does a common table expression.
 */
final class TextReader {
    private final Set<String> entities = new LinkedHashSet<>();
    private final Set<String> perhaps = new LinkedHashSet<>();
    private final Set<String> aliases = new HashSet<>();
    private final Set<String> tables = new HashSet<>();
    private boolean hasNoFrom;

    private TextReader() {}

    static Text read(String hql) {
        ParseTree tree;
        try {
            tree = parse(hql);
        } catch (ParseCancellationException e) {
            return Text.UNREADABLE;
        }
        var reader = new TextReader();
        reader.walk(tree);
        return reader.text();
    }

    /** The fast way of prediction takes some texts for wrong that are not. */
    private static ParseTree parse(String hql) {
        var lexer = new HqlLexer(CharStreams.fromString(hql));
        lexer.removeErrorListeners();
        var parser = new HqlParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return parser.statement();
        } catch (ParseCancellationException e) {
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            return parser.statement();
        }
    }

    private void walk(ParseTree tree) {
        var left = new ArrayDeque<ParseTree>(List.of(tree));
        while (!left.isEmpty()) {
            var node = left.removeFirst();
            look(node);
            for (int i = node.getChildCount() - 1; i >= 0; i--) {
                left.addFirst(node.getChild(i));
            }
        }
    }

    private void look(ParseTree node) {
        switch (node) {
            case EntityNameContext name -> entities.add(dotted(name.identifier()));
            case VariableContext variable -> aliases.add(alias(variable));
            case CteContext table -> tables.add(identifier(table.identifier()));
            case JoinPathContext join -> addPath(join.path());
            case TreatedNavigablePathContext treat -> perhaps.add(dotted(treat.simplePath()));
            case BinaryExpressionPredicateContext comparison -> addTypes(comparison);
            case InPredicateContext choice -> addTypes(choice);
            case QueryContext query -> hasNoFrom |= query.fromClause() == null;
            default -> {
            }
        }
    }

    /** In a comparison with {@code type(...)}, paths are names of entities. */
    private void addTypes(ParseTree predicate) {
        var paths = new ArrayList<GeneralPathFragmentContext>();
        boolean ofTypes = false;
        var left = new ArrayDeque<ParseTree>(List.of(predicate));
        while (!left.isEmpty()) {
            switch (left.removeFirst()) {
                case EntityTypeReferenceContext _ -> ofTypes = true;
                case GeneralPathFragmentContext path -> paths.add(path);
                case SubqueryContext _ -> {
                }
                case ParseTree node -> {
                    for (int i = 0; i < node.getChildCount(); i++) {
                        left.addLast(node.getChild(i));
                    }
                }
            }
        }
        if (ofTypes) {
            paths.forEach(this::addPath);
        }
    }

    private void addPath(PathContext path) {
        if (path.generalPathFragment() != null && path.pathContinuation() == null) {
            addPath(path.generalPathFragment());
        }
    }

    private void addPath(GeneralPathFragmentContext path) {
        if (path.indexedPathAccessFragment() == null) {
            perhaps.add(dotted(path.simplePath()));
        }
    }

    private Text text() {
        entities.removeIf(name -> tables.contains(name) || beginsWithAlias(name));
        perhaps.removeIf(name -> entities.contains(name) || tables.contains(name) || aliases.contains(name)
                || beginsWithAlias(name));
        return new Text(List.copyOf(entities), List.copyOf(perhaps), hasNoFrom, true);
    }

    private boolean beginsWithAlias(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && aliases.contains(name.substring(0, dot));
    }

    private static String alias(VariableContext variable) {
        return variable.identifier() != null ? identifier(variable.identifier())
                : unquoted(variable.nakedIdentifier().getText());
    }

    private static String dotted(List<IdentifierContext> parts) {
        return parts.stream().map(TextReader::identifier).collect(Collectors.joining("."));
    }

    private static String dotted(SimplePathContext path) {
        var name = new StringBuilder(identifier(path.identifier()));
        path.simplePathElement().forEach(element -> name.append('.').append(identifier(element.identifier())));
        return name.toString();
    }

    private static String identifier(IdentifierContext identifier) {
        return unquoted(identifier.getText());
    }

    private static String unquoted(String name) {
        return name.startsWith("`") ? QuotingHelper.unquoteIdentifier(name) : name;
    }
}
