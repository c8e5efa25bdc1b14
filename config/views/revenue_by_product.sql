SELECT product, COUNT(*) AS orders, SUM(amount) AS revenue
FROM orders
WHERE status <> 'CANCELLED'
GROUP BY product
