-- feature: is_positive_reviewer
-- unit: 0/1
-- transform: none
-- grain: order
-- trait: satisfaction
-- needs: reviews
-- definition: 1 when the mean over all of the customer's reviews is at least 4 stars; a customer without a review counts as 0.
-- source: reference demonstration on Olist; a missing review is not a bad one, so read it with the share of customers who reviewed
CASE WHEN sum(stars_sum) >= 4 * sum(reviews) AND sum(reviews) > 0 THEN 1 ELSE 0 END
