-- feature: instalments_per_order
-- unit: instalments
-- transform: log1p
-- grain: order
-- trait: instalments
-- needs: payments
-- definition: Instalments an order (mean over the order's payment rows), averaged over the customer's orders.
-- source: stable under resampling: docs/features.md
avg(instalments)
