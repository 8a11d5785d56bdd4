#!/usr/bin/python3
"""The pipeline job in pandas and scikit-learn, written as well as those libraries allow: the peer of `clientele pipeline`.

Olist's files -> nine features a customer -> StandardScaler -> KMeans -> silhouette over all customers -> profiles.
Only needed columns are read, nothing is applied row by row or group by group in Python, and every library that can
use all cores does. The choice model that `clientele pipeline` also fits is left out: the peer does less work.

    peer.py --data DIR --out DIR [--k 7] [--no-silhouette] [--evaluate-k 2..10]
            [--silhouette sklearn|matmul] [--working-memory MB]

Needs Debian's python3-pandas and python3-sklearn. Stage times go to stderr and to timings.json.
"""

import argparse
import json
import sys
import time
from pathlib import Path

STARTED = time.perf_counter()

import numpy as np
import pandas as pd
import sklearn
from joblib import Parallel, delayed
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

FEATURES = [
    "frequency", "monetary_total", "monetary_avg_item", "avg_items_per_order", "avg_installments",
    "pct_credit_card", "category_diversity", "is_positive_reviewer", "is_weekend_shopper",
]
LOGGED = ["frequency", "monetary_total", "monetary_avg_item", "avg_items_per_order"]
SEED = 42


class Clock:
    """Wall-clock seconds of each stage."""

    def __init__(self):
        self.seconds = {}
        self.last = STARTED

    def mark(self, stage):
        now = time.perf_counter()
        self.seconds[stage] = round(now - self.last, 4)
        self.last = now
        print(f"{stage:<14}{self.seconds[stage]:9.3f} s", file=sys.stderr, flush=True)


def read(folder, name, columns, **options):
    return pd.read_csv(folder / name, usecols=columns, engine="c", **options)


def positions(keys, wanted):
    """Row of each wanted key in keys; -1 where there is none. Keys must be unique."""
    return pd.Index(keys).get_indexer(wanted)


def load(folder):
    """Delivered orders and their rows; order_id and customer_id become row numbers at once."""
    orders = read(folder, "olist_orders_dataset.csv",
                  ["order_id", "customer_id", "order_status", "order_purchase_timestamp"],
                  dtype={"order_status": "category"})
    orders = orders[(orders["order_status"] == "delivered").to_numpy()].reset_index(drop=True)

    customers = read(folder, "olist_customers_dataset.csv", ["customer_id", "customer_unique_id"])
    person = positions(customers["customer_id"], orders["customer_id"])
    if (person < 0).any():
        raise SystemExit("orders without a customer row")
    orders["customer"], ids = pd.factorize(customers["customer_unique_id"].to_numpy()[person], sort=True)
    bought = pd.to_datetime(orders["order_purchase_timestamp"], format="%Y-%m-%d %H:%M:%S", cache=False)
    orders["weekend"] = bought.dt.dayofweek.to_numpy() >= 5

    products = read(folder, "olist_products_dataset.csv", ["product_id", "product_category_name"])
    names = read(folder, "product_category_name_translation.csv",
                 ["product_category_name", "product_category_name_english"])
    english = products["product_category_name"].map(
        names.set_index("product_category_name")["product_category_name_english"])
    category = pd.factorize(english)[0]  # -1 where there is no English name

    items = read(folder, "olist_order_items_dataset.csv", ["order_id", "product_id", "price"])
    items["order"] = positions(orders["order_id"], items["order_id"])
    items = items[items["order"] >= 0]
    product = positions(products["product_id"], items["product_id"])
    items = items[["order", "price"]].assign(category=np.where(product >= 0, category[product], -1))

    payments = read(folder, "olist_order_payments_dataset.csv",
                    ["order_id", "payment_type", "payment_installments"],
                    dtype={"payment_type": "category", "payment_installments": "int64"})
    payments["order"] = positions(orders["order_id"], payments["order_id"])
    payments = payments[payments["order"] >= 0]

    reviews = read(folder, "olist_order_reviews_dataset.csv", ["order_id", "review_score"])
    reviews["order"] = positions(orders["order_id"], reviews["order_id"])
    reviews = reviews[reviews["order"] >= 0]
    return ids, orders, items, payments, reviews


def build_features(ids, orders, items, payments, reviews):
    """The nine features: sums over integer codes, first a row -> its order, then an order -> its customer."""
    n, m = len(orders), len(ids)
    customer = orders["customer"].to_numpy()

    def by_order(rows, weights=None):
        return np.bincount(rows["order"].to_numpy(), weights, n)

    def by_customer(values, where=slice(None)):
        return np.bincount(customer[where], values[where], m)

    item_rows = by_order(items)
    amount = by_order(items, items["price"].to_numpy())
    sold = item_rows > 0
    orders_placed = by_customer(sold.astype(float))
    monetary_total = by_customer(amount)

    pay_rows = by_order(payments)
    paid = pay_rows > 0
    instalments = by_order(payments, payments["payment_installments"].to_numpy())
    card_rows = by_order(payments, (payments["payment_type"] == "credit_card").to_numpy().astype(float))
    orders_paid = by_customer(paid.astype(float))

    named = items["category"].to_numpy() >= 0
    categories = int(items["category"].max()) + 1
    pairs = pd.unique(customer[items["order"].to_numpy()[named]].astype(np.int64) * categories
                      + items["category"].to_numpy()[named])
    stars = by_order(reviews, reviews["review_score"].to_numpy())
    reviewed = by_order(reviews)

    with np.errstate(invalid="ignore", divide="ignore"):
        mean_instalments = np.where(paid, instalments / pay_rows, 0)
        mean_stars = by_customer(stars) / by_customer(reviewed)
        features = pd.DataFrame({
            "frequency": orders_placed,
            "monetary_total": monetary_total,
            "monetary_avg_item": monetary_total / by_customer(item_rows),
            "avg_items_per_order": by_customer(item_rows) / orders_placed,
            "avg_installments": by_customer(mean_instalments) / orders_paid,
            "pct_credit_card": by_customer((card_rows > 0).astype(float)) / orders_paid,
            "category_diversity": np.bincount(pairs // categories, minlength=m),
            "is_positive_reviewer": (mean_stars >= 4).astype(np.int64),
            "is_weekend_shopper": np.bincount(customer[sold & orders["weekend"].to_numpy()], minlength=m) > 0,
        }, index=pd.Index(ids, name="customer_unique_id"))
    features = features.replace([np.inf, -np.inf], np.nan).dropna()
    return features.astype({"frequency": "int64", "is_weekend_shopper": "int64"})


def standardise(features):
    x = features[FEATURES].astype(float)
    x[LOGGED] = np.log1p(x[LOGGED])
    return np.ascontiguousarray(StandardScaler().fit_transform(x))


def cluster(x, k):
    return KMeans(n_clusters=k, init="k-means++", n_init=10, random_state=SEED).fit(x)


def silhouettes_by_product(x, labellings, rows=256):
    """Exact mean silhouettes of several labellings from one pass over the distances: a block of distances times the
    labellings' indicator columns gives every customer's distance sums at once. Blocks stay small, and one thread a core
    works on its own block. This is what a specialist would write; silhouette_score is what is in the textbook."""
    sizes = [np.bincount(labels) for labels in labellings]
    indicators = np.hstack([np.eye(len(size))[labels] for labels, size in zip(labellings, sizes)])
    ends = np.cumsum([len(size) for size in sizes])
    norms = (x * x).sum(axis=1)

    def totals(start):
        block = x[start:start + rows]
        distances = block @ (-2 * x.T)
        distances += norms[start:start + rows, None]
        distances += norms
        np.maximum(distances, 0, out=distances)
        np.sqrt(distances, out=distances)
        here = np.arange(len(block))
        distances[here, start + here] = 0
        sums, result = distances @ indicators, np.zeros(len(labellings))
        for j, (labels, size) in enumerate(zip(labellings, sizes)):
            own = labels[start:start + rows]
            part = sums[:, ends[j] - len(size):ends[j]]
            a = part[here, own] / np.maximum(size[own] - 1, 1)
            means = part / size
            means[here, own] = np.inf
            b = means.min(axis=1)
            larger = np.maximum(a, b)
            s = np.divide(b - a, larger, out=np.zeros_like(a), where=larger > 0)
            result[j] = s[size[own] > 1].sum()
        return result

    with threadpool_limits(limits=1, user_api="blas"):
        parts = Parallel(n_jobs=-1, prefer="threads")(delayed(totals)(start) for start in range(0, len(x), rows))
    return list(np.sum(parts, axis=0) / len(x))


def silhouettes(x, labellings, options):
    if options.silhouette == "matmul":
        return silhouettes_by_product(x, labellings)
    # n_jobs stays 1: BLAS already uses the cores, and n_jobs=-1 took twice the time on two of them.
    with sklearn.config_context(working_memory=options.working_memory):
        return [silhouette_score(x, labels) for labels in labellings]


def profile(features, labels):
    """Cluster means, population statistics, z-scores and the traits beyond |z| = 0.75."""
    means = features.groupby(labels).mean()
    sizes = np.bincount(labels)
    population = features.agg(["mean", "median", "std"])
    z = (means - population.loc["mean"]) / population.loc["std"]
    return {
        "population": population.to_dict(),
        "personas": [{
            "cluster": int(c), "size": int(sizes[c]), "share": float(sizes[c] / len(features)),
            "means": means.loc[c].to_dict(), "z_scores": z.loc[c].to_dict(),
            "traits": [f"{'high' if z.loc[c, f] > 0 else 'low'} {f}" for f in FEATURES if abs(z.loc[c, f]) > 0.75],
        } for c in means.index],
    }


def k_range(text):
    low, _, high = text.partition("..")
    return range(int(low), int(high or low) + 1)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with Olist's files")
    options.add_argument("--out", type=Path, required=True, help="folder to write to (made if missing)")
    options.add_argument("--k", type=int, default=7, help="number of clusters (default 7)")
    options.add_argument("--no-silhouette", action="store_true", help="skip the silhouette")
    options.add_argument("--silhouette", choices=["sklearn", "matmul"], default="sklearn",
                         help="silhouette_score, or one matrix product a block of distances (default sklearn)")
    options.add_argument("--working-memory", type=int, default=1024, metavar="MB",
                         help="scikit-learn's block of distances; 32 fits the cache better (default 1024, as scikit-learn)")
    options.add_argument("--evaluate-k", type=k_range, metavar="2..10", help="inertia and silhouette of each k instead")
    options.add_argument("--time-kmeans", type=int, default=0, metavar="N", help="also time N fits in this process")
    options = options.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    clock = Clock()
    clock.mark("import")
    tables = load(options.data)
    clock.mark("load")
    features = build_features(*tables)
    clock.mark("features")
    x = standardise(features)
    result = {"customers": len(features)}

    if options.evaluate_k:
        models = [cluster(x, k) for k in options.evaluate_k]
        clock.mark("kmeans")
        scores = [None] * len(models)
        if not options.no_silhouette:
            scores = silhouettes(x, [model.labels_ for model in models], options)
            clock.mark("silhouette")
        result["k_range"] = [{"k": int(model.n_clusters), "inertia": model.inertia_, "silhouette": score}
                             for model, score in zip(models, scores)]
    else:
        model = cluster(x, options.k)
        clock.mark("kmeans")
        labels = model.labels_
        result.update(profile(features, labels))
        clock.mark("profile")
        result.update(k=options.k, inertia=model.inertia_)
        if not options.no_silhouette:
            result["silhouette"] = silhouettes(x, [labels], options)[0]
            clock.mark("silhouette")
        features.to_csv(options.out / "customer_features.csv")
        pd.Series(labels, index=features.index, name="cluster").to_csv(options.out / "customer_clusters.csv")

    (options.out / "personas.json").write_text(json.dumps(result, indent=1))
    clock.mark("write")
    summary = {key: result[key] for key in ("customers", "k", "inertia", "silhouette", "k_range") if key in result}
    if options.time_kmeans:
        fits = []
        for _ in range(options.time_kmeans):
            start = time.perf_counter()
            cluster(x, options.k)
            fits.append(time.perf_counter() - start)
        summary["kmeans_seconds"] = clock.seconds["kmeans_warm"] = sorted(fits)[len(fits) // 2]
    (options.out / "timings.json").write_text(json.dumps(clock.seconds, indent=1))
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
