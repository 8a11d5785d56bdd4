-- feature: category_diversity
-- unit: categories
-- transform: none
-- grain: item
-- trait: variety
-- needs: category
-- definition: Distinct named categories bought from; 0 when no product of the customer has a named one.
-- source: reference demonstration on Olist
count(DISTINCT category)
