import { DuckDBInstance } from '@duckdb/node-api';

// The same work by hand: criteria/default.yaml as an analyst writes it in SQL, on floating numbers and without a word on
// what is missing or mistyped. Arguments: customers, output, threads.
const [file, output, threads] = process.argv.slice(2).map((told) => `'${told.replaceAll("'", "''")}'`);
const growthPoints = 'least(greatest(coalesce(growth, 0) / 0.3, 0), 1) * 100';
const sharePoints =
  'CASE WHEN share IS NULL OR share >= 1 THEN 0 WHEN share >= 0.8 THEN 20 WHEN share >= 0.5 THEN 60 ELSE 100 END';
const marginPoints =
  'CASE WHEN margin >= 0.3 THEN 100 WHEN margin >= 0.2 THEN 70 WHEN margin >= 0.1 THEN 40 WHEN margin >= 0 THEN 0 END';

const sql = `
COPY (
  WITH amounts AS (
    SELECT *,
      coalesce(TRY_CAST(revenue_12m AS DOUBLE), 0) AS revenue,
      coalesce(TRY_CAST(revenue_prior_12m AS DOUBLE), 0) AS prior,
      TRY_CAST(gross_profit AS DOUBLE) AS profit,
      TRY_CAST(potential AS DOUBLE) AS wallet,
      new_market = 'yes' AS is_new,
      DATE '2026-06-30' - TRY_CAST(last_order AS DATE) AS idle
    FROM read_csv(${file}, header = true, all_varchar = true)
  ),
  facts AS (
    SELECT *, (revenue - prior) / nullif(prior, 0) AS growth, profit / nullif(revenue, 0) AS margin,
      revenue / nullif(wallet, 0) AS share, wallet - revenue AS headroom
    FROM amounts
  ),
  scored AS (
    SELECT *, 0.3 * least(greatest(revenue / 5e6, 0), 1) * 100 + 0.2 * ${growthPoints}
      + 0.15 * ${marginPoints} + 0.1 * ${sharePoints} + CASE WHEN is_new THEN 5 ELSE 0 END AS score
    FROM facts
  ),
  judged AS (
    SELECT *, CASE
        WHEN status = 'closed' THEN 'lost closed'
        WHEN prior > 0 AND growth <= -0.5 AND idle > 180 THEN 'lost stopped-buying'
        WHEN status = 'active' AND revenue <= 0 AND idle > 365 THEN 'lost dormant'
        WHEN revenue >= 5e6 AND prior > 0 AND growth >= 0.15 AND margin >= 0.1 THEN 'key large-and-growing'
        WHEN revenue >= 1e7 AND prior > 0 AND growth >= 0 AND margin >= 0.1 THEN 'key base-business'
        WHEN revenue >= 5e5 AND is_new AND headroom >= 1e6 AND margin > 0 THEN 'key catalyst'
        WHEN revenue >= 1e6 AND score >= 70 THEN 'key strategic'
        WHEN status = 'prospect' THEN 'target target-1'
        ELSE 'normal otherwise'
      END AS verdict
    FROM scored
  )
  SELECT * EXCLUDE (revenue, prior, profit, wallet, is_new, idle, growth, margin, share, headroom, score, verdict),
    split_part(verdict, ' ', 1) AS category, split_part(verdict, ' ', 2) AS criterion,
    NULL AS undetermined_because, round(score, 2) AS strategic_value
  FROM judged
) TO ${output} (HEADER)`;

const database = await DuckDBInstance.create(':memory:', { threads: threads.slice(1, -1) });
await (await database.connect()).run(sql);
