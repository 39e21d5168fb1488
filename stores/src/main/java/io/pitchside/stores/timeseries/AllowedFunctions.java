package io.pitchside.stores.timeseries;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The functions that people may call: what computes from the values it is given. Whatever reads files, names tables,
 * shows the store's inside or changes it is missing here, and so is what is not known yet.
 */
final class AllowedFunctions {
    private static final Set<String> AGGREGATES = Set.of(
            "approx_count_distinct",
            "approx_median",
            "approx_percentile",
            "arg_max",
            "arg_min",
            "avg",
            "bool_and",
            "bool_or",
            "corr",
            "count",
            "count_distinct",
            "covar_pop",
            "covar_samp",
            "first",
            "first_not_null",
            "geomean",
            "ksum",
            "last",
            "last_not_null",
            "max",
            "min",
            "mode",
            "nsum",
            "regr_intercept",
            "regr_slope",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "string_agg",
            "string_distinct_agg",
            "sum",
            "var_pop",
            "var_samp",
            "variance",
            "weighted_avg",
            "weighted_stddev");

    /** These need an OVER clause; the aggregates may have one. */
    private static final Set<String> WINDOW =
            Set.of("dense_rank", "first_value", "lag", "last_value", "lead", "percent_rank", "rank", "row_number");

    private static final Set<String> SCALARS = Set.of(
            // numbers
            "abs",
            "acos",
            "asin",
            "atan",
            "atan2",
            "ceil",
            "ceiling",
            "cos",
            "cot",
            "degrees",
            "exp",
            "floor",
            "greatest",
            "least",
            "ln",
            "log",
            "pi",
            "power",
            "radians",
            "round",
            "round_down",
            "round_half_even",
            "round_up",
            "sign",
            "sin",
            "sqrt",
            "tan",
            // text
            "concat",
            "left",
            "length",
            "lower",
            "lpad",
            "ltrim",
            "position",
            "regexp_replace",
            "replace",
            "right",
            "rpad",
            "rtrim",
            "split_part",
            "starts_with",
            "strpos",
            "substring",
            "to_lowercase",
            "to_uppercase",
            "trim",
            "upper",
            // time
            "date_trunc",
            "dateadd",
            "datediff",
            "day",
            "day_of_week",
            "day_of_week_sunday_first",
            "days_in_month",
            "hour",
            "is_leap_year",
            "micros",
            "millis",
            "minute",
            "month",
            "now",
            "second",
            "systimestamp",
            "timestamp_ceil",
            "timestamp_floor",
            "to_date",
            "to_str",
            "to_timestamp",
            "to_timezone",
            "to_utc",
            "week_of_year",
            "year",
            // choice
            "coalesce",
            "nullif");

    /** What other databases call them. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "char_length", "length",
            "len", "length",
            "pow", "power",
            "substr", "substring",
            "var", "variance",
            "stdev", "stddev",
            "lcase", "lower",
            "ucase", "upper");

    private AllowedFunctions() {}

    /** The name by which the store knows the function. */
    static String storeName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(lower, lower);
    }

    static boolean isAllowed(String storeName) {
        return AGGREGATES.contains(storeName) || SCALARS.contains(storeName);
    }

    static boolean isAllowedOver(String storeName) {
        return AGGREGATES.contains(storeName) || WINDOW.contains(storeName);
    }

    static boolean isAggregate(String storeName) {
        return AGGREGATES.contains(storeName);
    }

    static boolean needsOver(String storeName) {
        return WINDOW.contains(storeName);
    }
}
