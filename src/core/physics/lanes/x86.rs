//! The vectors of x86-64 processors.
//!
//! # Safety
//! The vector types are private to this file and only reach code that `dispatch` calls after asking
//! for the features they need: no other code can name one.
#![allow(
    unsafe_code,
    reason = "vector instructions, behind a check of the processor's features"
)]

use super::{Kernel, Lanes, Vector, exp, ln, sin_cos};
use crate::physics::loss::DuctLoss;
use crate::physics::number::Real;
use std::arch::x86_64::{
    __m256d, __m512d, _CMP_GT_OQ, _CMP_LT_OQ, _MM_HINT_T0, _mm_prefetch, _mm256_add_pd,
    _mm256_andnot_pd, _mm256_blendv_pd, _mm256_cmp_pd, _mm256_div_pd, _mm256_fmadd_pd,
    _mm256_fnmadd_pd, _mm256_max_pd, _mm256_movemask_pd, _mm256_mul_pd, _mm256_set1_pd,
    _mm256_sqrt_pd, _mm256_sub_pd, _mm256_xor_pd, _mm512_abs_pd, _mm512_add_pd, _mm512_cmp_pd_mask,
    _mm512_div_pd, _mm512_fmadd_pd, _mm512_fnmadd_pd, _mm512_mask_blend_pd, _mm512_max_pd,
    _mm512_mul_pd, _mm512_set1_pd, _mm512_sqrt_pd, _mm512_sub_pd,
};
use std::mem::transmute;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

#[target_feature(enable = "avx512f")]
fn with_avx512<K: Kernel>(work: K) -> K::Output {
    work.run::<Wide>()
}

#[target_feature(enable = "avx2,fma")]
fn with_avx2<K: Kernel>(work: K) -> K::Output {
    work.run::<Pair>()
}

pub(super) fn dispatch<K: Kernel>(work: K) -> K::Output {
    if is_x86_feature_detected!("avx512f") {
        // SAFETY: the processor has the feature the function was compiled for.
        unsafe { with_avx512(work) }
    } else if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        // SAFETY: as above.
        unsafe { with_avx2(work) }
    } else {
        Lanes::enter(work)
    }
}

/// One hint for each line of 64 bytes.
#[inline(always)]
pub(super) fn prefetch<T>(soon: &[T]) {
    let first = soon.as_ptr().cast::<i8>();
    for line in (0..size_of_val(soon)).step_by(64) {
        // SAFETY: a hint reads nothing, and the address lies within the slice.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(first.add(line)) };
    }
}

/// Eight lanes in one register (AVX-512).
#[derive(Debug, Clone, Copy)]
struct Wide(__m512d);

/// Eight lanes in two registers (AVX2 and FMA).
#[derive(Debug, Clone, Copy)]
struct Pair(__m256d, __m256d);

operators!(
    Wide,
    a,
    b,
    // SAFETY (all of them): see the head of this file.
    Wide(unsafe { _mm512_add_pd(a.0, b.0) }),
    Wide(unsafe { _mm512_sub_pd(a.0, b.0) }),
    Wide(unsafe { _mm512_mul_pd(a.0, b.0) }),
    Wide(unsafe { _mm512_div_pd(a.0, b.0) }),
    Wide(unsafe { _mm512_sub_pd(_mm512_set1_pd(-0.0), a.0) })
);

operators!(
    Pair,
    a,
    b,
    // SAFETY (all of them): see the head of this file.
    unsafe { Pair(_mm256_add_pd(a.0, b.0), _mm256_add_pd(a.1, b.1)) },
    unsafe { Pair(_mm256_sub_pd(a.0, b.0), _mm256_sub_pd(a.1, b.1)) },
    unsafe { Pair(_mm256_mul_pd(a.0, b.0), _mm256_mul_pd(a.1, b.1)) },
    unsafe { Pair(_mm256_div_pd(a.0, b.0), _mm256_div_pd(a.1, b.1)) },
    unsafe {
        let sign = _mm256_set1_pd(-0.0);
        Pair(_mm256_xor_pd(a.0, sign), _mm256_xor_pd(a.1, sign))
    }
);

impl Vector for Wide {
    #[inline(always)]
    fn enter<K: Kernel>(work: K) -> K::Output {
        // SAFETY: see the head of this file.
        unsafe { with_avx512(work) }
    }
    #[inline(always)]
    fn enter_large<K: Kernel>(work: K) -> Result<K::Output, K> {
        Ok(Self::enter(work))
    }
    #[inline(always)]
    fn load(lanes: Lanes) -> Self {
        // SAFETY: eight floats either way.
        unsafe { transmute::<Lanes, Self>(lanes) }
    }
    #[inline(always)]
    fn store(self) -> Lanes {
        // SAFETY: eight floats either way.
        unsafe { transmute::<Self, Lanes>(self) }
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_max_pd(self.0, other.0) })
    }
    #[inline(always)]
    fn where_greater(a: Self, b: Self, then: Self, other: Self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            let mask = _mm512_cmp_pd_mask::<_CMP_GT_OQ>(a.0, b.0);
            Self(_mm512_mask_blend_pd(mask, other.0, then.0))
        }
    }
}

impl DuctLoss for Wide {}

impl DuctLoss for Pair {}

impl Real for Wide {
    #[inline(always)]
    fn mul_add(self, factor: Self, plus: Self) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_fmadd_pd(self.0, factor.0, plus.0) })
    }
    #[inline(always)]
    fn neg_mul_add(self, factor: Self, plus: Self) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_fnmadd_pd(self.0, factor.0, plus.0) })
    }
    #[inline(always)]
    fn splat(value: f64) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_set1_pd(value) })
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_sqrt_pd(self.0) })
    }
    #[inline(always)]
    fn exp(self) -> Self {
        exp(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        ln(self)
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        sin_cos(self)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: see the head of this file.
        Self(unsafe { _mm512_abs_pd(self.0) })
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        Self::where_greater(Self::splat(limit), self, below, other)
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        // SAFETY: see the head of this file.
        unsafe { _mm512_cmp_pd_mask::<_CMP_LT_OQ>(self.0, _mm512_set1_pd(limit)) == 0xff }
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        // SAFETY: see the head of this file.
        unsafe { _mm512_cmp_pd_mask::<_CMP_LT_OQ>(self.0, _mm512_set1_pd(limit)) != 0 }
    }
}

impl Pair {
    /// One bit for each lane that is smaller.
    #[inline(always)]
    fn below_mask(self, limit: f64) -> i32 {
        // SAFETY: see the head of this file.
        unsafe {
            let limit = _mm256_set1_pd(limit);
            let low = _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_LT_OQ>(self.0, limit));
            let high = _mm256_movemask_pd(_mm256_cmp_pd::<_CMP_LT_OQ>(self.1, limit));
            low | (high << 4)
        }
    }
}

impl Vector for Pair {
    #[inline(always)]
    fn enter<K: Kernel>(work: K) -> K::Output {
        // SAFETY: see the head of this file.
        unsafe { with_avx2(work) }
    }
    #[inline(always)]
    fn enter_large<K: Kernel>(work: K) -> Result<K::Output, K> {
        Ok(Self::enter(work))
    }
    #[inline(always)]
    fn load(lanes: Lanes) -> Self {
        // SAFETY: eight floats either way.
        let [low, high] = unsafe { transmute::<Lanes, [__m256d; 2]>(lanes) };
        Self(low, high)
    }
    #[inline(always)]
    fn store(self) -> Lanes {
        // SAFETY: eight floats either way.
        unsafe { transmute::<[__m256d; 2], Lanes>([self.0, self.1]) }
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            Self(
                _mm256_max_pd(self.0, other.0),
                _mm256_max_pd(self.1, other.1),
            )
        }
    }
    #[inline(always)]
    fn where_greater(a: Self, b: Self, then: Self, other: Self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            let low = _mm256_cmp_pd::<_CMP_GT_OQ>(a.0, b.0);
            let high = _mm256_cmp_pd::<_CMP_GT_OQ>(a.1, b.1);
            Self(
                _mm256_blendv_pd(other.0, then.0, low),
                _mm256_blendv_pd(other.1, then.1, high),
            )
        }
    }
}

impl Real for Pair {
    #[inline(always)]
    fn mul_add(self, factor: Self, plus: Self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            Self(
                _mm256_fmadd_pd(self.0, factor.0, plus.0),
                _mm256_fmadd_pd(self.1, factor.1, plus.1),
            )
        }
    }
    #[inline(always)]
    fn neg_mul_add(self, factor: Self, plus: Self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            Self(
                _mm256_fnmadd_pd(self.0, factor.0, plus.0),
                _mm256_fnmadd_pd(self.1, factor.1, plus.1),
            )
        }
    }
    #[inline(always)]
    fn splat(value: f64) -> Self {
        // SAFETY: see the head of this file.
        let all = unsafe { _mm256_set1_pd(value) };
        Self(all, all)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        // SAFETY: see the head of this file.
        unsafe { Self(_mm256_sqrt_pd(self.0), _mm256_sqrt_pd(self.1)) }
    }
    #[inline(always)]
    fn exp(self) -> Self {
        exp(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        ln(self)
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        sin_cos(self)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: see the head of this file.
        unsafe {
            let sign = _mm256_set1_pd(-0.0);
            Self(
                _mm256_andnot_pd(sign, self.0),
                _mm256_andnot_pd(sign, self.1),
            )
        }
    }
    #[inline(always)]
    fn below(self, limit: f64, below: Self, other: Self) -> Self {
        Self::where_greater(Self::splat(limit), self, below, other)
    }
    #[inline(always)]
    fn all_below(self, limit: f64) -> bool {
        self.below_mask(limit) == 0xff
    }
    #[inline(always)]
    fn any_below(self, limit: f64) -> bool {
        self.below_mask(limit) != 0
    }
}
