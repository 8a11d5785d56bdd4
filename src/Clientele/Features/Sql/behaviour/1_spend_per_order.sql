-- feature: spend_per_order
-- unit: currency
-- transform: log1p
-- grain: order
-- trait: spend
-- needs: items
-- definition: Item prices an order, averaged over the customer's orders.
-- source: stable under resampling: docs/features.md
avg(amount)
