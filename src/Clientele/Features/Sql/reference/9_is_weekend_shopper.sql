-- feature: is_weekend_shopper
-- unit: 0/1
-- transform: none
-- grain: order
-- trait: weekend
-- needs: orders
-- definition: 1 when any of the customer's orders was placed on one of the shop's weekend days.
-- source: reference demonstration on Olist
max(is_weekend)
