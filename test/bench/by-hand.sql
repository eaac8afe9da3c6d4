-- The criteria of criteria/default.yaml as an analyst writes them by hand: on floating numbers, without a word on what is missing.
WITH facts AS (
  SELECT customer_id, status, revenue, coalesce(prior_revenue, 0) AS prior, new_market,
    (quantity - prior_quantity) / nullif(prior_quantity, 0) AS volume_growth,
    (gross_profit - prior_gross_profit) / nullif(abs(prior_gross_profit), 0) AS contribution_growth,
    last_order, DATE '2026-06-30' - last_order AS idle, potential - revenue AS headroom,
    (revenue - prior_revenue) / nullif(prior_revenue, 0) AS growth,
    gross_profit / nullif(revenue, 0) AS margin, revenue / nullif(potential, 0) AS share
  FROM customers
), scored AS (
  SELECT *, 0.3 * least(greatest(revenue / 5e6, 0), 1) * 100
    + 0.2 * least(greatest(coalesce(growth, 0) / 0.3, 0), 1) * 100
    + 0.1 * least(greatest(coalesce(volume_growth, 0) / 0.3, 0), 1) * 100
    + 0.1 * least(greatest(coalesce(contribution_growth, 0) / 0.3, 0), 1) * 100
    + 0.15 * CASE WHEN margin >= 0.3 THEN 100 WHEN margin >= 0.2 THEN 70 WHEN margin >= 0.1 THEN 40 WHEN margin >= 0 THEN 0 END
    + 0.1 * CASE WHEN share IS NULL OR share >= 1 THEN 0 WHEN share >= 0.8 THEN 20 WHEN share >= 0.5 THEN 60 ELSE 100 END
    + CASE WHEN new_market THEN 5 ELSE 0 END AS score
  FROM facts
), judged AS (
  SELECT *, CASE
    WHEN status = 'closed' THEN 'closed'
    WHEN prior > 0 AND growth <= -0.5 AND idle > 180 THEN 'stopped-buying'
    WHEN status = 'active' AND revenue <= 0 AND last_order IS NOT NULL AND idle > 365 THEN 'dormant'
    WHEN revenue >= 5e6 AND prior > 0 AND growth >= 0.15 AND margin >= 0.1 THEN 'large-and-growing'
    WHEN revenue >= 1e7 AND prior > 0 AND growth >= 0 AND margin >= 0.1 THEN 'base-business'
    WHEN revenue >= 2e6 AND volume_growth >= 0.15 AND headroom >= 2e6 AND margin >= 0.1 THEN 'growing-volume'
    WHEN revenue >= 5e5 AND new_market AND headroom >= 1e6 AND margin > 0 THEN 'catalyst'
    WHEN revenue >= 1e6 AND score >= 70 THEN 'strategic'
    WHEN status = 'prospect' THEN 'target-1'
    ELSE 'otherwise' END AS criterion
  FROM scored
)
SELECT customer_id, CASE WHEN criterion IN ('closed', 'stopped-buying', 'dormant') THEN 'lost'
  WHEN criterion = 'target-1' THEN 'target' WHEN criterion = 'otherwise' THEN 'normal' ELSE 'key' END AS category,
  criterion, NULL::VARCHAR AS undetermined_because, round(score, 2) AS strategic_value
FROM judged
