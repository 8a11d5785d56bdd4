-- feature: avg_installments
-- unit: instalments
-- transform: none
-- grain: order
-- trait: instalments
-- needs: payments
-- definition: Instalments an order (mean over the order's payment rows), averaged over the customer's orders.
-- source: reference demonstration on Olist
avg(instalments)
