"""Numbers that are printed in papers, or that other libraries give."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.agreement import (
    Resampling,
    ac1,
    ac2,
    alpha,
    fleiss,
    gamma,
    jaccard,
    kappa,
    masi,
    match,
    unitizing_alpha,
    unitizing_alpha_2004,
)
from tests.agreement.tables import data, from_table, reproduces, rows, spans

GAMMAS = [
    "gamma_fixture_01_two_annotators_simple",
    "gamma_fixture_02_unequal_counts",
    "gamma_fixture_03_identical_perfect",
    "gamma_fixture_04_three_annotators",
    "gamma_fixture_05_larger_two_annotators",
    "gamma_fixture_06_weighted_alpha3_beta2",
]


def test_krippendorffs_example_with_missing_values() -> None:
    units = rows("kripp_4x12")
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        reproduces("kripp_4x12", f"alpha_{metric}", alpha(units, metric).value)
        assert alpha(units[:-1], metric).value == alpha(units, metric).value
    reproduces("kripp_4x12", "percent_agreement_K2004", alpha(units).percent_agreement)
    reproduces("kripp_4x12", "pa_gwet", ac1(units).percent_agreement)
    reproduces("kripp_4x12", "AC1", ac1(units).value)
    reproduces("kripp_4x12", "fleiss_generalised_missing", fleiss(units).value)
    assert (alpha(units).n, alpha(units).left_out, alpha(units).annotators) == (11, 1, 4)


def test_letters_with_a_declared_order_are_as_good_as_numbers() -> None:
    units = [[None if value is None else "ABCDE"[value - 1] for value in unit] for unit in rows("kripp_4x12")]
    reproduces("kripp_4x12", "alpha_ordinal", alpha(units, "ordinal", levels="ABCDE").value)


def test_hayes_and_krippendorffs_five_observers() -> None:
    case = "hayes_krippendorff_2007_5x40"
    units = rows(case, "|")
    for metric in ("nominal", "ordinal", "interval"):
        reproduces(case, f"alpha_{metric}", alpha(units, metric).value)
    reproduces(case, "percent_agreement_pairs", ac1(units).percent_agreement)
    reproduces(case, "AC1", ac1(units).value)


def test_krippendorffs_dichotomy() -> None:
    found = alpha(rows("kripp_1980_dichotomy"))
    reproduces("kripp_1980_dichotomy", "alpha_nominal", found.value)
    reproduces("kripp_1980_dichotomy", "Do", found.observed)
    reproduces("kripp_1980_dichotomy", "De", found.expected)


@pytest.mark.parametrize("turned", [False, True])
def test_artstein_and_poesios_table_read_either_way(turned: bool) -> None:
    table = data("artstein_poesio_ex1")["table"]
    units = from_table([list(column) for column in zip(*table, strict=True)] if turned else table)
    reproduces("artstein_poesio_ex1", "percent", kappa(units).percent_agreement)
    reproduces("artstein_poesio_ex1", "cohen_kappa", kappa(units).value)
    reproduces("artstein_poesio_ex1", "scott_pi", fleiss(units).value)


def test_cohens_second_example() -> None:
    units = from_table(data("cohen_1960_ex2")["table"])
    reproduces("cohen_1960_ex2", "cohen_kappa", kappa(units).value)
    reproduces("cohen_1960_ex2", "kappa_linear", kappa(units, "linear").value)
    reproduces("cohen_1960_ex2", "kappa_quadratic", kappa(units, "quadratic").value)
    reproduces("cohen_1960_ex2", "AC1", ac1(units).value)
    reproduces("cohen_1960_ex2", "AC2_quadratic", ac2(units, "quadratic").value)


@pytest.mark.parametrize("name", ["skew", "likert4", "likert5"])
def test_gwets_coefficients(name: str) -> None:
    units = from_table(data("gwet_R_fixtures")[name])
    reproduces("gwet_R_fixtures", f"{name}_AC1", ac1(units).value)
    if name != "skew":
        reproduces("gwet_R_fixtures", f"{name}_AC2_quadratic", ac2(units).value)


def test_fleisss_diagnoses() -> None:
    found = fleiss(rows("fleiss_1971"))
    reproduces("fleiss_1971", "fleiss_kappa", found.value)
    for category in (1, 3, 4, 5):
        reproduces("fleiss_1971", f"category_{category}", found.per_value[category])


def test_weighted_kappa_as_other_libraries_have_it() -> None:
    units = from_table(data("sklearn_weighted")["table"])
    reproduces("sklearn_weighted", "cohen_kappa", kappa(units).value)
    reproduces("sklearn_weighted", "kappa_linear", kappa(units, "linear").value)
    reproduces("sklearn_weighted", "kappa_quadratic", kappa(units, "quadratic").value)


def test_a_level_that_nobody_used_is_a_level_all_the_same() -> None:
    case = data("ordinal_domain_trap")
    units = [[int(one), int(other)] for one, other in zip(case["r2"].split(), case["r3"].split(), strict=True)]
    reproduces("ordinal_domain_trap", "unweighted", kappa(units).value)
    for weights in ("linear", "quadratic"):
        declared = kappa(units, weights, levels=range(1, 7))
        reproduces("ordinal_domain_trap", f"declared_scale_1..6_{weights}", declared.value)
        reproduces("ordinal_domain_trap", f"observed_levels_only_{weights}", kappa(units, weights).value)


def test_the_admiralty_scale_is_taken_as_declared() -> None:
    units = list(zip("ABCF", "ABDF", strict=True))
    found = kappa(units, "quadratic", levels="ABCDEF")
    reproduces("admiralty_labels", "kappa_quadratic_declared_scale", found.value)


def test_distances_of_sets() -> None:
    pairs = [(frozenset(one), frozenset(other)) for one, other in data("masi_pairs")["rows"]]
    expected = [0, 2 / 3, 2 / 3, 8 / 9, 5 / 6, 1]
    assert [masi(one, other) for one, other in pairs] == pytest.approx(expected, abs=1e-12)
    assert [jaccard(one, other) for one, other in pairs] == pytest.approx([0, 1 / 2, 1 / 2, 2 / 3, 1 / 2, 1], abs=1e-12)
    empty: frozenset[Any] = frozenset()
    assert masi(empty, empty) == jaccard(empty, empty) == 0
    assert masi(empty, frozenset("a")) == jaccard(empty, frozenset("a")) == 1


def test_alpha_of_sets() -> None:
    rows_of_sets = [row.replace("-", "").split("|") for row in data("set_alpha_9x2")["rows"].split()]
    units = [[frozenset(value) for value in unit] for unit in rows_of_sets]
    reproduces("set_alpha_9x2", "alpha_masi_passonneau", alpha(units, "masi").value)
    reproduces("set_alpha_9x2", "alpha_jaccard", alpha(units, "jaccard").value)
    reproduces("set_alpha_9x2", "alpha_nominal_whole_set", alpha(units).value)
    reproduces("set_alpha_9x2", "percent_exact", alpha(units, "masi").percent_agreement)
    assert alpha([[list(value) for value in unit] for unit in units], "masi").value == alpha(units, "masi").value


def test_large_counts() -> None:
    units = from_table(data("large_counts_stability")["table"])
    reproduces("large_counts_stability", "scott_pi", fleiss(units).value)
    reproduces("large_counts_stability", "cohen_kappa", kappa(units).value)


def test_an_annotator_without_variation() -> None:
    units = [[1, 1]] * 11 + [[1, 2], [1, 3]]
    reproduces("no_variance_row", "alpha_nominal", alpha(units).value)
    reproduces("no_variance_row", "cohen_kappa", kappa(units).value)


def test_the_unitizing_family_on_three_annotators() -> None:
    case = "unitizing_2019_fig12_11"
    found = unitizing_alpha(spans(case), 60)
    reproduces(case, "u_alpha_nominal", found.value)
    reproduces(case, "bar_u_alpha_binary", found.binary.value)
    reproduces(case, "cu_alpha_nominal", found.coding.value)
    reproduces(case, "coverage", found.coverage)
    assert found.per_value == pytest.approx({1: 1, 2: 0, 3: 0, 4: 0, 5: 1, 6: 1, 7: None})
    assert found.of_value[7].reason == "no_intersections"
    assert found.coverage_of_value == pytest.approx({1: 1, 2: 1, 3: 1, 4: 1, 5: 4 / 9, 6: 1, 7: 0})


def test_the_earlier_alpha_for_unitizing() -> None:
    found = unitizing_alpha_2004(spans("unitizing_2004_two_observers"), (150, 450))
    reproduces("unitizing_2004_two_observers", "alpha_U_2004", found.value)
    reproduces("unitizing_2004_two_observers", "alpha_c", found.per_value["c"])
    reproduces("unitizing_2004_two_observers", "alpha_k", found.per_value["k"])
    of_c = {
        who: [span for span in each if span[2] == "c"] for who, each in spans("unitizing_2004_two_observers").items()
    }
    reproduces("unitizing_2004_two_observers", "c_Do", unitizing_alpha_2004(of_c, (150, 450)).observed)
    reproduces("unitizing_2004_two_observers", "c_De", unitizing_alpha_2004(of_c, (150, 450)).expected)
    small = unitizing_alpha_2004(spans("unitizing_2004_small"), 10)
    reproduces("unitizing_2004_small", "Do", small.observed)
    reproduces("unitizing_2004_small", "De", small.expected)
    reproduces("unitizing_2004_small", "alpha", small.value)
    assert unitizing_alpha_2004({}).reason == "too_few_annotators"
    assert unitizing_alpha_2004({"a": [], "b": []}, 9).reason == "no_units"
    twice = unitizing_alpha_2004({"a": [(0, 5, 1), (3, 8, 1)], "b": []}, 9)
    assert (twice.value, twice.reason) == (None, "overlapping_units")


@pytest.mark.parametrize("case", GAMMAS)
def test_gamma_as_pygamma_has_it(case: str) -> None:
    weights = data(case)["params"]
    settings = {"alpha": weights["alpha"], "beta": weights["beta"], "delta_empty": weights["deltaEmpty"]}
    found = gamma(spans(case), **settings)
    reproduces(case, "best_alignment_disorder", found.observed)
    reproduces(case, "gamma_pygamma_30samples", found.value)
    drawn = gamma(spans(case), sampler="statistical", samples=300, **settings)
    reproduces(case, "expected_disorder_pygamma", drawn.expected)


def test_gamma_of_alex_paul_and_suzan() -> None:
    marked = spans("gamma_alexpaulsuzan")
    found = gamma(marked, alpha=3, samples=200)
    reproduces("gamma_alexpaulsuzan", "best_alignment_disorder", found.observed)
    reproduces("gamma_alexpaulsuzan", "n_unitary_alignments", len(found.alignment))
    reproduces("gamma_alexpaulsuzan", "gamma_shuffle_sampler_prec05_seed4772", found.value)
    drawn = gamma(marked, alpha=3, sampler="statistical", samples=300)
    reproduces("gamma_alexpaulsuzan", "gamma_statistical_sampler_100", drawn.value)
    reproduces("gamma_alexpaulsuzan", "disorder_alpha1_beta1", gamma(marked, samples=1).observed)


def test_gamma_with_a_table_of_category_differences() -> None:
    case = data("gamma_best_alignment_precomputed")
    names, table = ["Alice", "Bob", "Carol", "Jeremy"], case["cat_dissim"]
    found = gamma(
        spans("gamma_best_alignment_precomputed"),
        alpha=3,
        delta_empty=0.5,
        categories=lambda one, other: table[names.index(one)][names.index(other)],
        samples=1,
    )
    reproduces("gamma_best_alignment_precomputed", "best_alignment_disorder", found.observed)


def test_the_best_matching_is_not_the_greedy_one() -> None:
    case = data("match_optimal_vs_greedy")
    found = match(case["A"], case["B"], threshold=0)
    assert found.pairs == ((0, 1), (1, 0))
    assert sum(found.overlaps) == pytest.approx(0.8590909090909091)
    assert match(case["A"], case["B"]).pairs == ((0, 0),)


def test_intervals_are_the_same_every_time_and_other_with_another_seed() -> None:
    units = rows("hayes_krippendorff_2007_5x40", "|")
    found = alpha(units, "ordinal").interval
    assert found == alpha(units, "ordinal").interval
    assert found != alpha(units, "ordinal", resampling=Resampling(seed=1)).interval
    assert found is not None
    assert found.low < 0.7598 < found.high
    assert (found.method, found.groups, found.replicates, found.undefined) == ("bootstrap", 40, 1000, 0)
