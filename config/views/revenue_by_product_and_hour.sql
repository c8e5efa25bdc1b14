SELECT product, FLOOR(ordered_at TO HOUR) AS ordered_hour, COUNT(*) AS orders, SUM(amount) AS revenue
FROM orders
WHERE status <> 'CANCELLED'
GROUP BY product, FLOOR(ordered_at TO HOUR)
