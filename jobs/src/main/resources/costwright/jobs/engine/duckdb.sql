-- What the other texts call, in the words of DuckDB. Another engine brings its own file with the same names.

-- An amount as people write it in the United States: $ before it, commas between groups of three digits. Only where it can mean
-- nothing else: 1,234 may be a decimal comma, so that a comma needs a second one or a point after it; and $ needs a currency
-- that is written so. No IN here: it would become a join of all rows, with all that stands around it.
CREATE MACRO marked_amount(t, currency) AS
  CASE
    WHEN regexp_full_match(trim(t), '-?\$?([0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}|[0-9]+(\.[0-9]+)?)')
      AND (NOT contains(t, '$') OR contains(' USD AUD CAD HKD MXN NZD SGD TWD ', ' ' || upper(currency) || ' '))
      AND length(rtrim(regexp_extract(trim(t), '\.([0-9]*)', 1), '0')) <= ${scale}
      THEN TRY_CAST(replace(replace(trim(t), '$', ''), ',', '') AS DECIMAL(38, ${scale}))
  END;

-- An exact amount. Null unless every digit fits: ${scale} decimals, 38 digits in all.
-- Short texts without exponent have at most ${scale} decimals; only the others are looked at closely.
CREATE MACRO amount(t, currency) AS
  CASE
    WHEN strlen(t) <= ${scale} + 1 AND NOT contains(t, 'E') AND NOT contains(t, 'e') AND NOT contains(t, '_')
      THEN coalesce(TRY_CAST(t AS DECIMAL(38, ${scale})), marked_amount(t, currency))
    WHEN regexp_full_match(trim(t), '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?')
      THEN CASE
        WHEN length(rtrim(regexp_extract(t, '\.([0-9]*)', 1), '0')) - coalesce(TRY_CAST(regexp_extract(t, '[eE]([+-]?[0-9]+)', 1) AS INTEGER), 0) <= ${scale}
          THEN TRY_CAST(t AS DECIMAL(38, ${scale}))
      END
    ELSE marked_amount(t, currency)
  END;

-- A binary double from a Parquet file: the shortest decimal that names it, to ${scale} decimals.
CREATE MACRO amount_of_double(x) AS TRY_CAST(CAST(x AS VARCHAR) AS DECIMAL(38, ${scale}));

-- ISO 8601 with T or blank, with or without Z, seconds, fraction or offset; and the US dates of Azure, M/d/yyyy or M/d/yy.
-- The forms that most bills have are read first: the last reading knows offsets, but takes several times as long.
CREATE MACRO instant(t) AS coalesce(
  TRY_STRPTIME(t, ['%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S.%fZ', '%Y-%m-%d']),
  CASE
    WHEN contains(t, '/') THEN
      CASE WHEN length(split_part(t, '/', 3)) = 4 THEN TRY_STRPTIME(t, '%m/%d/%Y') ELSE TRY_STRPTIME(t, '%m/%d/%y') END
    ELSE TRY_CAST(t AS TIMESTAMPTZ) AT TIME ZONE 'UTC'
  END);

CREATE MACRO quantity(t) AS TRY_CAST(t AS DECIMAL(38, 12));

-- The same of an hour, read from the file once more: narrowing a wide decimal costs as much as the rest of the rollup.
CREATE MACRO hour_quantity(t) AS TRY_CAST(t AS DECIMAL(18, 9));

-- Whether a charge lasts no longer than this. Intervals of the calendar are slower.
CREATE MACRO lasts_at_most(t_start, t_end, hours) AS epoch_us(t_end) - epoch_us(t_start) <= hours * 3600000000;

-- The text at a path of a JSON text; null where it is none.
CREATE MACRO json_text(t, path) AS CASE WHEN json_valid(t) THEN json_extract_string(t, path) END;

-- Whether a cost is more than rounding away from price × quantity; null where one of them is not stated. All are doubles.
CREATE MACRO differs(cost, price, amount) AS abs(cost - price * amount) > 0.000001 * abs(cost) + 0.000000001;

-- All bits of FocusRule that a row breaks: those that a dialect step found, and those that the keys of the rollup tell.
CREATE MACRO focus_marks(found, category, tags, service, provider) AS
  found
  + (CASE WHEN coalesce(category, '') NOT IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment') THEN 256 ELSE 0 END)
  + (CASE WHEN NOT starts_with(ltrim(tags), '{') THEN 16384 ELSE 0 END)
  + (CASE WHEN service IS NULL OR provider IS NULL THEN 32768 ELSE 0 END);

-- One hour of use; hour 24 stands for "evenly over the 24 hours of the day".
CREATE MACRO hour_of_use(h, q) AS {'h': h, 'q': q};

-- A number for all that makes a line, another one for each salt.
CREATE MACRO line_mark(
  salt, billing_account, billing_period, currency, provider, sub_account, service, region, resource, sku, category, commitment,
  commitment_status, unit, tags) AS
  hash(
    salt, billing_account, billing_period, currency, provider, sub_account, service, region, resource, sku, category, commitment,
    commitment_status, unit, tags);

-- Millionths, rounded half-even once. The fraction is rounded apart from the whole, which may leave no digit for a carry.
-- Numbers of up to 18 digits are done in machine words: dividing wider ones takes several times as long.
CREATE MACRO half_even(fraction, rounded) AS
  CASE
    WHEN abs(fraction - rounded) = 0.0000005 AND CAST(rounded * 1000000 AS BIGINT) % 2 <> 0
      THEN CAST(rounded * 1000000 AS BIGINT) - CAST(sign(fraction) AS BIGINT)
    ELSE CAST(rounded * 1000000 AS BIGINT)
  END;
CREATE MACRO micros_of(whole, fraction) AS
  CAST(whole AS BIGINT) * 1000000 + half_even(fraction, CAST(fraction AS DECIMAL(7, 6)));
CREATE MACRO narrow(x) AS TRY_CAST(x AS DECIMAL(18, 12));
CREATE MACRO micros(x) AS
  CASE
    WHEN narrow(x) = x THEN micros_of(trunc(narrow(x)), CAST(narrow(x) - trunc(narrow(x)) AS DECIMAL(13, 12)))
    ELSE micros_of(trunc(x), x - trunc(x))
  END;

-- Digits without exponent and without trailing zeros.
CREATE MACRO plain(x) AS
  CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.') ELSE CAST(x AS VARCHAR) END;

-- Hours of use as text: "1*24" when all 24 hours are alike, else "hour:quantity,…".
CREATE MACRO hours_text(hours) AS
  CASE
    WHEN hours IS NULL THEN NULL
    WHEN len(hours) = 24
      AND list_min(list_transform(hours, lambda u: u.q)) = list_max(list_transform(hours, lambda u: u.q))
      -- 24 powers of two have 24 ones as their sum only if each of the hours 0 to 23 is there.
      AND list_sum(list_transform(hours, lambda u: 1 << CAST(u.h AS INTEGER))) = 16777215
      THEN plain(hours[1].q) || '*24'
    ELSE array_to_string(list_transform(list_sort(hours), lambda u: u.h || ':' || plain(u.q)), ',')
  END
