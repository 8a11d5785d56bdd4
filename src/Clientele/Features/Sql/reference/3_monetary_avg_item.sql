-- feature: monetary_avg_item
-- unit: currency
-- transform: log1p
-- grain: order
-- trait: item_price
-- needs: items
-- definition: Mean price of a unit: sum of item prices over units bought.
-- source: reference demonstration on Olist
sum(amount) / nullif(sum(units), 0)
