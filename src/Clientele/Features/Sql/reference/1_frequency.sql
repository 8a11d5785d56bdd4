-- feature: frequency
-- unit: orders
-- transform: log1p
-- grain: order
-- trait: frequency
-- needs: orders
-- definition: Accepted orders of the customer.
-- source: RFM frequency; Fader, Hardie and Lee 2005
count(*)
