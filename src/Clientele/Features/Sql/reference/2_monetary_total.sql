-- feature: monetary_total
-- unit: currency
-- transform: log1p
-- grain: order
-- trait: spend
-- needs: items
-- definition: Sum of item prices over all orders, without freight.
-- source: RFM monetary value; Fader, Hardie and Lee 2005
sum(amount)
