-- The criteria of bench-sql-top.yaml as an analyst writes them by hand: on floating numbers, without a word on what is missing.
WITH ranked AS (
  SELECT customer_id, status, business_unit, revenue, gross_profit, RANK() OVER (PARTITION BY business_unit ORDER BY revenue DESC) AS place,
    (revenue - prior_revenue) / nullif(prior_revenue, 0) AS growth, gross_profit / nullif(revenue, 0) AS margin
  FROM customers
), judged AS (SELECT *, CASE WHEN status = 'closed' THEN 'closed' WHEN place <= 20 AND margin >= 0.1 THEN 'top' WHEN revenue >= 5e6 AND growth >= 0.15 THEN 'large-and-growing' ELSE 'otherwise' END AS criterion FROM ranked)
SELECT customer_id, CASE criterion WHEN 'closed' THEN 'lost' WHEN 'otherwise' THEN 'normal' ELSE 'key' END AS category, criterion, NULL::VARCHAR AS undetermined_because FROM judged
