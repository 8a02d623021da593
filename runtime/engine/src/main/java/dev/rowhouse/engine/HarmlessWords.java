package dev.rowhouse.engine;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that an opening parenthesis may follow in a text of SQL without leaving anything on a connection: functions that compute
 * something and nothing else, whatever the product, types, and words of the language.
 */
final class HarmlessWords {
    private static final String LANGUAGE = """
            all and any array as between by case conflict cube distinct else end escape except exists fetch filter first from
            full group having ilike in inner intersect is join lateral like limit materialized minus next not
            offset on only or order over partition range returning rollup row rows select set sets similar some then union unique using
            values when where with""";

    private static final String TYPES = """
            bigint binary bit blob char character clob datetime decimal double float int integer interval nchar numeric
            nvarchar real signed text time timestamp unsigned varbinary varchar varying""";

    private static final String NUMBERS = """
            abs acos asin atan atan2 bitand bitor bitxor bitnot cbrt ceil ceiling cos cosh cot degrees div exp floor greatest
            least ln log log10 log2 mod pi power pow radians rand random round sign sin sinh sqrt square tan tanh trunc truncate
            width_bucket""";

    private static final String TEXTS = """
            ascii bit_length btrim char_length character_length chr concat concat_ws encode field find_in_set format
            hex initcap insert instr lcase left length locate lower lpad ltrim mid octet_length overlay position quote
            quote_ident quote_literal regexp_like regexp_matches regexp_replace regexp_substr repeat replace reverse right rpad rtrim
            soundex space split_part starts_with strpos substr substring substring_index to_hex translate trim
            ucase unhex upper""";

    private static final String TIMES = """
            add_months adddate addtime age clock_timestamp curdate current_date current_time current_timestamp curtime date date_add
            date_format date_part date_sub date_trunc dateadd datediff day dayname dayofmonth dayofweek dayofyear extract
            formatdatetime from_unixtime hour isfinite julianday justify_days justify_hours justify_interval last_day
            localtime localtimestamp make_date make_interval make_time make_timestamp microsecond minute month monthname now
            parsedatetime quarter second statement_timestamp str_to_date strftime sysdate timediff timestampadd
            timestampdiff to_char to_date to_days to_number to_timestamp transaction_timestamp unix_timestamp utc_timestamp week
            weekday year""";

    private static final String VALUES = """
            cast coalesce connection_id convert current_schema current_setting currval decode gen_random_uuid if ifnull iif isnull lastval md5
            nextval nullif num_nonnulls num_nulls nvl nvl2 random_uuid session_id sha1 sha2 sha256 sha512 typeof uuid""";

    private static final String GROUPS = """
            any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp cume_dist dense_rank
            every first_value group_concat grouping json_agg json_arrayagg json_group_array json_group_object json_object_agg
            json_objectagg jsonb_agg jsonb_object_agg lag last_value lead listagg max median min mode nth_value ntile
            percent_rank percentile_cont percentile_disc rank regr_avgx regr_avgy regr_count regr_intercept regr_r2
            regr_slope regr_sxx regr_sxy regr_syy row_number stddev stddev_pop stddev_samp string_agg sum total var_pop
            var_samp variance within xmlagg""";

    private static final String STRUCTURES = """
            array_append array_cat array_contains array_dims array_fill array_length array_lower array_ndims array_position
            array_positions array_prepend array_remove array_replace array_slice array_to_string array_upper cardinality
            generate_series json json_array json_array_length json_build_array json_build_object json_contains json_exists
            json_extract json_insert json_keys json_length json_object json_query json_quote json_remove json_replace
            json_set json_table json_type json_unquote json_valid json_value jsonb_array_elements jsonb_array_length
            jsonb_build_array jsonb_build_object jsonb_insert jsonb_path_exists jsonb_path_query_array jsonb_set
            jsonb_set_lax jsonb_typeof row_to_json string_to_array to_json to_jsonb to_tsquery to_tsvector
            plainto_tsquery ts_rank unnest websearch_to_tsquery xmlelement xmlforest""";

    private static final Set<String> ALL = Stream.of(LANGUAGE, TYPES, NUMBERS, TEXTS, TIMES, VALUES, GROUPS, STRUCTURES)
            .flatMap(text -> Stream.of(text.split("\\s+")))
            .collect(Collectors.toUnmodifiableSet());

    private HarmlessWords() {}

    /**
     * Whether a parenthesis may follow.
     *
     * @param word in lower case, not qualified and not quoted
     */
    static boolean contain(String word) {
        return ALL.contains(word);
    }
}
