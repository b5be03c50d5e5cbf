"""Environments in which numpy and OpenBLAS add in another order, as on other processors.

They choose their loops by the processor: the last digits differ, and where a difference grows, as
in training, or decides, as between equals, all of them do. Nothing that the course says or hands
out may hang on that.
"""

import os
import platform

import pytest

AVX512 = "X86_V4 AVX512_ICL AVX512_SPR"
PROCESSORS = {
    "2004": {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": f"X86_V3 {AVX512}"},
    "2013": {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": AVX512},
}
TRIED = [*PROCESSORS] if os.environ.get("COURSE_TESTS") == "all" else ["2004"]
on_other_processors = pytest.mark.skipif(
    platform.machine() != "x86_64", reason="such loops are chosen on x86"
)
