-- feature: avg_items_per_order
-- unit: items
-- transform: log1p
-- grain: order
-- trait: basket
-- needs: items
-- definition: Units an order, averaged over the customer's orders.
-- source: reference demonstration on Olist
avg(units)
