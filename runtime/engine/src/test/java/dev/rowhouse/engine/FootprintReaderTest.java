package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.engine.FootprintReader.Spelling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintReaderTest {
    private static void readEverywhere(String text, Footprint footprint) {
        assertThat(Arrays.stream(Spelling.values())).as(text)
                .allSatisfy(spelling -> assertThat(FootprintReader.read(text, spelling)).isEqualTo(footprint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "SELECT\n*\tFROM t", "select 1;", " select 1 ; ", "(select 1) union (select 2)",
            "select n1_0.id,n1_0.text from Note n1_0 where n1_0.id=?",
            "select count(*) from t where a in (?,?) and not (b)",
            "select t.id from t where lower(t.a) like ? escape '!' order by coalesce(t.b,0) offset ? rows fetch first ? rows only",
            "select t.id from t where t.id=? for no key update",
            "update Note set text=?,version=? where id=? and version=?", "delete from \"order\" where \"key\"=?",
            "with c(a,b) as (select 1,2) select * from c",
            "with recursive c as (select 1 union all select 1) delete from t where id in (select 1 from c)",
            "select \"a\"\"b\" from \"x(\" where 'it''s (' = ?",
            "select sum(a) filter (where b) over (partition by c) from t",
            "select cast(a as varchar(255)),cast(b as numeric(10,2)) from t", "select /* by id */ 1",
            "/* named */ select 1", "select count(*) from (select 1 as a) t(a)",
            "select 1e5, .5, 2.5E-3 from (values (1,2)) as v (a, b)", "update t set (a,b)=(select 1,2)",
            "values (1), (2)", "show timezone", "select extract(year from t.a), date '2020-01-01', e'plain' from t",
            "select a from t where b is distinct from (select 1) and (c)"})
    void takesForHarmlessWhatAsksAndChangesRows(String text) {
        readEverywhere(text, Footprint.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into t (a) values (?)", "insert into s.t(a,b) select 1,2",
            "insert into \"t\" (a) values (1)", "insert into t(a) values (1) returning id",
            "with c as (insert into t (a) values (1) returning id) select * from c",
            "merge into t (a) using s on (t.a=s.a) when matched then update set b=1",
            "insert into t (a) values (1) on conflict (a) do update set b=excluded.b", "update t set id = default"})
    void knowsThatInsertsMakeIds(String text) {
        readEverywhere(text, Footprint.INSERTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select nextval('s')", "select next value for s", "select s.nextval from dual",
            "insert into t (id) values (nextval('s'))"})
    void knowsWhatDrawsFromSequences(String text) {
        readEverywhere(text, Footprint.DRAWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "BEGIN immediate", " rollback ", "commit"})
    void knowsTransactions(String text) {
        readEverywhere(text, Footprint.TRANSACTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "set search_path to x", "SeT\tx=1", "create temp table x (a int)", "listen x",
            "declare c cursor for select 1", "prepare p as select 1", "call f()", "do 'x'", "discard all", "{call f()}",
            "{? = call f()}", "? = call f()", "lock table t", "begin; select 1", "begin work", "commit and chain",
            "use other", "pragma x", "attach 'x' as y", "replace into t values (1)"})
    void takesOtherVerbsForHarmful(String text) {
        readEverywhere(text, Footprint.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select set_config('a','b',false)", "select SET_CONFIG ('a','b',false)",
            "select pg_catalog.set_config('a','b',false)", "select pg_catalog . lower ('a')", "select x.lower('a')",
            "select \"set_config\"('a','b',false)", "select \"lower\" ('a')",
            "select pg_catalog.\"set_config\" ('a','b',false)", "select U&\"\\0073et_config\"('a','b',false)",
            "select U&\"!0073et_config\" uescape '!' ('a','b',false)", "select set_config\n(\t'a','b',false)",
            "select set_config/* */('a','b',false)", "select set_config/**/('a','b',false)",
            "select 1 where pg_advisory_lock(1) is null", "select 1 order by pg_advisory_lock(1)",
            "select * from dblink('x')", "select * from t, lateral f(t.a) x", "with c as (select f(1)) select * from c",
            "select count(f(1)) from t", "insert into t (a) values (f(1))", "insert into t (a) select f(1)",
            "update t set a=f(1)", "delete from t where f(1)", "select distinct on (a) f(1) from t",
            "select (select f(1))", "select a from t where x in (f (1))", "select operator(1)",
            "select case when true then f(1) end", "select 1 limit f(1)", "select get_lock('a',1)", "select sleep(1)"})
    void takesUnknownFunctionsForHarmful(String text) {
        readEverywhere(text, Footprint.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1; set x = 1", "select 1;;", "select ';'; set x=1", "select 1 into t",
            "select 1 into temp t from u", "select * into outfile 'x' from t", "select a b into x from t",
            "select 1into t", "with c as (select 1) select * into temp x from c",
            "update pg_settings set setting='1' where name='x'", "update PG_CATALOG.pg_settings set setting='1'",
            "update \"pg_settings\" set setting='1'", "update U&\"\\0070g_settings\" set setting='1'",
            "select * from pragma_journal_mode", "insert into pg_temp.x values (1)", "select 0x1f", "select 1f(1)",
            "select 1e"})
    void takesOtherWaysToLeaveSomethingForHarmful(String text) {
        readEverywhere(text, Footprint.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1 -- x", "select 1 --\r, f(1)", "select 1--1", "select 1 /* /* */ , f(1) /* */ */",
            "select 1 /*! , f(1) */", "select 1 /*M! , f(1) */", "select 1 /* never ends", "select 1 /*/ , f(1)",
            "select 1 /*/*/", "select 'a\\', f(1), 'b'", "select \"a\\\" , f(1), \"b\"", "select E'\\'', f(1)--'",
            "select $$a$$", "select $x$ ' $x$, f(1), '", "select q'[it's]', f(1), 'x'", "select nq'{'}'",
            "select 'never ends", "select \"never ends", "select (1", "select 1)", "select {fn lower('a')}",
            "select \u00a0f(1)", "select\u2003f(1)", "selec\u0442 1", "select l\u00f6wer('a')", "select 'a\u0000b'",
            "select \u0000 1", "select 1\u000b", "select 1\f", "select \\ 1"})
    void takesForHarmfulWhatProductsReadDifferently(String text) {
        readEverywhere(text, Footprint.UNKNOWN);
    }

    @Test
    void knowsSignsThatMeanSomethingElseElsewhere() {
        for (var text : new String[]{"select a[1] from t", "select a @> b from t", "select a #>> b from t",
                "select array[1,2]"}) {
            assertThat(FootprintReader.read(text, Spelling.POSTGRESQL)).as(text).isEqualTo(Footprint.NOTHING);
            assertThat(FootprintReader.read(text, Spelling.MYSQL)).as(text).isEqualTo(Footprint.UNKNOWN);
            assertThat(FootprintReader.read(text, Spelling.PLAIN)).as(text).isEqualTo(Footprint.UNKNOWN);
        }
        assertThat(FootprintReader.read("select `a` from `t`", Spelling.MYSQL)).isEqualTo(Footprint.NOTHING);
        assertThat(FootprintReader.read("select `a` from `t`", Spelling.POSTGRESQL)).isEqualTo(Footprint.UNKNOWN);
        assertThat(FootprintReader.read("select `f`(1)", Spelling.MYSQL)).isEqualTo(Footprint.UNKNOWN);
        assertThat(FootprintReader.read("select [a'b], f('x') as [c'd]", Spelling.PLAIN)).isEqualTo(Footprint.UNKNOWN);
        assertThat(FootprintReader.read("select @a := 1", Spelling.MYSQL)).isEqualTo(Footprint.UNKNOWN);
    }

    @Test
    void remembersNoMoreThanItsBounds() {
        var footprints = new Footprints(Spelling.PLAIN);
        for (int i = 0; i < 5 * Footprints.GENERATION; i++) {
            assertThat(footprints.of("select " + i)).isEqualTo(Footprint.NOTHING);
            assertThat(footprints.of("set x = " + i)).isEqualTo(Footprint.UNKNOWN);
        }
        assertThat(footprints.size()).isBetween(Footprints.GENERATION, 2 * Footprints.GENERATION + 1);
        var before = footprints.size();
        assertThat(footprints.of("select '" + "x".repeat(Footprints.LONGEST) + "'")).isEqualTo(Footprint.NOTHING);
        assertThat(footprints.size()).isEqualTo(before);
    }
}
