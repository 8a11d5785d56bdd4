-- feature: pct_credit_card
-- unit: share
-- transform: none
-- grain: order
-- trait: card_share
-- needs: payments
-- definition: Share of the customer's orders with payments that were paid by credit card at least in part.
-- source: reference demonstration on Olist
avg(paid_by_card)
