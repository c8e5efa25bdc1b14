SELECT country, APPROX_COUNT_DISTINCT(customer) AS customers
FROM orders
GROUP BY country
