//= arithmetic_u8_wrap | clean | 250 + 10 is 4 in a u8
struct device *f(struct ntb_dev *ntb) { u8 n = 250; n += 10; if (n != 4) return NULL; return &good; }
//= arithmetic_u8_wrap_twin | null | in a u16 it is not
struct device *f(struct ntb_dev *ntb) { u16 n = 250; n += 10; if (n != 4)
	return NULL; /* !! */
	return &good; }
//= arithmetic_u8_dec | clean | 0 - 1 is 255
struct device *f(struct ntb_dev *ntb) { u8 n = 0; n--; if (n != 255) return NULL; return &good; }
//= arithmetic_u8_dec_twin | null | of a s8 it is -1
struct device *f(struct ntb_dev *ntb) { s8 n = 0; n--; if (n != 255)
	return NULL; /* !! */
	return &good; }
//= arithmetic_promoted | null | ~ of a u8 is an int
struct device *f(struct ntb_dev *ntb) { u8 n = 0xff; if (~n != 0)
	return NULL; /* !! */
	return &good; }
//= arithmetic_promoted_twin | clean | cut off again
struct device *f(struct ntb_dev *ntb) { u8 n = 0xff; if ((u8)~n != 0) return NULL; return &good; }
//= arithmetic_mixed_compare | null | -1 < 1u is false
struct device *f(struct ntb_dev *ntb) { int a = -1; unsigned int b = 1; if (!(a < b))
	return NULL; /* !! */
	return &good; }
//= arithmetic_mixed_compare_twin | clean | as a long it is true
struct device *f(struct ntb_dev *ntb) { long a = -1; unsigned int b = 1; if (!(a < b)) return NULL; return &good; }
//= arithmetic_bitfield | clean | a 3-bit field keeps 7
struct st { u32 n : 3; u32 m : 5; };
struct device *f(struct ntb_dev *ntb) { struct st s = { .n = 15 }; s.m = 33; if (s.n != 7 || s.m != 1) return NULL; return &good; }
//= arithmetic_bitfield_twin | null | a 4-bit field keeps 15
struct st { u32 n : 4; u32 m : 5; };
struct device *f(struct ntb_dev *ntb) { struct st s = { .n = 15 }; s.m = 33; if (s.n != 7 || s.m != 1)
	return NULL; /* !! */
	return &good; }
//= arithmetic_signed_bitfield | clean | a signed 1-bit field is -1
struct st { int n : 1; };
struct device *f(struct ntb_dev *ntb) { struct st s; s.n = 1; if (s.n > 0) return NULL; return &good; }
//= arithmetic_signed_bitfield_twin | null | an unsigned one is 1
struct st { unsigned int n : 1; };
struct device *f(struct ntb_dev *ntb) { struct st s; s.n = 1; if (s.n > 0)
	return NULL; /* !! */
	return &good; }
//= arithmetic_field_get | clean | FIELD_GET of FIELD_PREP
struct device *f(struct ntb_dev *ntb) { u32 v = FIELD_PREP(GENMASK(11, 8), 5) | 0x3; if (FIELD_GET(GENMASK(11, 8), v) != 5) return NULL; return &good; }
//= arithmetic_field_get_twin | null | of another field
struct device *f(struct ntb_dev *ntb) { u32 v = FIELD_PREP(GENMASK(11, 8), 5) | 0x3; if (FIELD_GET(GENMASK(3, 0), v) != 5)
	return NULL; /* !! */
	return &good; }
//= arithmetic_field_range | clean | a two-bit field is below 4
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; if (FIELD_GET(GENMASK(5, 4), v) > 3) return NULL; return &good; }
//= arithmetic_field_range_twin | null | a three-bit field is not
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; if (FIELD_GET(GENMASK(6, 4), v) > 3)
	return NULL; /* !! */
	return &good; }
//= arithmetic_masked_align | clean | aligned down is a multiple
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags & ~3u; if (v & 2) return NULL; return &good; }
//= arithmetic_masked_align_twin | null | another mask
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags & ~1u; if (v & 2)
	return NULL; /* !! */
	return &good; }
//= arithmetic_set_bit | clean | a bit that was set is set
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v |= BIT(3); if (!(v & BIT(3))) return NULL; return &good; }
//= arithmetic_set_bit_twin | null | another
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v |= BIT(3); if (!(v & BIT(2)))
	return NULL; /* !! */
	return &good; }
//= arithmetic_clear_bit | clean | a bit that was cleared is clear
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v &= ~BIT(3); if (v & BIT(3)) return NULL; return &good; }
//= arithmetic_clear_bit_twin | null | toggled, not cleared
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v ^= BIT(3); if (v & BIT(3))
	return NULL; /* !! */
	return &good; }
//= arithmetic_modulo | clean | % 4 is below 4
struct device *f(struct ntb_dev *ntb) { unsigned int v = to_my(ntb)->flags % 4; if (v == 4) return NULL; return &good; }
//= arithmetic_modulo_twin | null | % 5 is not
struct device *f(struct ntb_dev *ntb) { unsigned int v = to_my(ntb)->flags % 5; if (v == 4)
	return NULL; /* !! */
	return &good; }
//= arithmetic_modulo_signed | null | a signed rest may be negative
struct device *f(struct ntb_dev *ntb) { int v = to_my(ntb)->n % 4; if (v < 0)
	return NULL; /* !! */
	return &good; }
//= arithmetic_modulo_signed_twin | clean | an unsigned one is not
struct device *f(struct ntb_dev *ntb) { int v = to_my(ntb)->flags % 4; if (v < 0) return NULL; return &good; }
//= arithmetic_bool_cut | clean | a bool keeps 256 as 1
struct device *f(struct ntb_dev *ntb) { bool k = 256; if (!k) return NULL; return &good; }
//= arithmetic_bool_cut_twin | null | a u8 does not
struct device *f(struct ntb_dev *ntb) { u8 k = (u8)256; if (!k)
	return NULL; /* !! */
	return &good; }
//= arithmetic_neg_div | clean | division goes to zero
struct device *f(struct ntb_dev *ntb) { int a = -7; if (a / 2 != -3 || a % 2 != -1) return NULL; return &good; }
//= arithmetic_neg_div_twin | null | a shift does not
struct device *f(struct ntb_dev *ntb) { int a = -7; if (a >> 1 != -3)
	return NULL; /* !! */
	return &good; }
//= arithmetic_u32_sub | clean | unsigned difference wraps
struct device *f(struct ntb_dev *ntb) { u32 a = 3, b = 5; if (a - b < 100) return NULL; return &good; }
//= arithmetic_u32_sub_twin | null | as signed it does not
struct device *f(struct ntb_dev *ntb) { s32 a = 3, b = 5; if (a - b < 100)
	return NULL; /* !! */
	return &good; }
//= arithmetic_u64_of_int | null | the sign is extended
struct device *f(struct ntb_dev *ntb) { int a = -1; u64 b = a; if (b >> 32)
	return NULL; /* !! */
	return &good; }
//= arithmetic_u64_of_int_twin | clean | of a u32 it is not
struct device *f(struct ntb_dev *ntb) { u32 a = -1; u64 b = a; if (b >> 32) return NULL; return &good; }
//= arithmetic_char_sign_twin | null | a signed char is not
struct device *f(struct ntb_dev *ntb) { signed char k = (signed char)200; if (k < 0)
	return NULL; /* !! */
	return &good; }
//= arithmetic_comma | clean | the last operand
struct device *f(struct ntb_dev *ntb) { int a, b; b = (a = 3, a << 1); if (b != 6) return NULL; return &good; }
//= arithmetic_comma_twin | null | changed in between
struct device *f(struct ntb_dev *ntb) { int a, b; b = (a = 3, a++, a << 1); if (b != 6)
	return NULL; /* !! */
	return &good; }
//= arithmetic_enum_flags | clean | flags of an enum
enum { NO_DEV = 1 << 0, HAS_DEV = 1 << 1, BOTH = NO_DEV | HAS_DEV };
struct device *f(struct ntb_dev *ntb) { unsigned int k = BOTH & ~NO_DEV; if (k != HAS_DEV) return NULL; return &good; }
//= arithmetic_nested | clean | nested ?: of known numbers
struct device *f(struct ntb_dev *ntb) { int a = 2, b = a == 1 ? 10 : a == 2 ? 20 : 30; return b == 20 ? &good : NULL; }
//= arithmetic_nested_twin | null | another arm
struct device *f(struct ntb_dev *ntb) { int a = 2, b = a == 1 ? 10 : a != 2 ? 20 : 30;
	return b == 20 ? &good : NULL; /* !! */ }
//= arithmetic_postinc | clean | x++ gives what was there
struct device *f(struct ntb_dev *ntb) { int i = 0, j = i++ + i; if (j != 1) return NULL; return &good; }
//= arithmetic_short_mul | clean | the product is an int
struct device *f(struct ntb_dev *ntb) { u8 a = 200, b = 2; if (a * b != 400) return NULL; return &good; }
//= arithmetic_short_mul_twin | null | in a u8 it is cut off
struct device *f(struct ntb_dev *ntb) { u8 a = 200, b = 2; u8 n = a * b; if (n != 400)
	return NULL; /* !! */
	return &good; }
//= arithmetic_loop_sum | clean | a sum over a known loop
struct device *f(struct ntb_dev *ntb) { int i, n = 0; for (i = 1; i <= 4; i++) n += i; if (n != 10) return NULL; return &good; }
//= arithmetic_loop_sum_twin | null | one round more
struct device *f(struct ntb_dev *ntb) { int i, n = 0; for (i = 1; i <= 5; i++) n += i; if (n != 10)
	return NULL; /* !! */
	return &good; }
//= arithmetic_hweight | clean | a bit count in a loop
struct device *f(struct ntb_dev *ntb) { u32 v = 0xb; int n = 0; while (v) { v &= v - 1; n++; } if (n != 3) return NULL; return &good; }
//= arithmetic_hweight_twin | null | of another
struct device *f(struct ntb_dev *ntb) { u32 v = 0xf; int n = 0; while (v) { v &= v - 1; n++; } if (n != 3)
	return NULL; /* !! */
	return &good; }
//= arithmetic_compare_value | clean | (a > b) - (a < b)
struct device *f(struct ntb_dev *ntb) { int a = 3, b = 7; int k = (a > b) - (a < b); if (k != -1) return NULL; return &good; }
//= arithmetic_swap16 | clean | bytes swapped
struct device *f(struct ntb_dev *ntb) { u16 v = 0x1234; v = (u16)(v << 8 | v >> 8); if (v != 0x3412) return NULL; return &good; }
//= arithmetic_swap16_twin | null | not cut off
struct device *f(struct ntb_dev *ntb) { u16 v = 0x1234; u32 k = v << 8 | v >> 8; if (k != 0x3412)
	return NULL; /* !! */
	return &good; }
//= arithmetic_add_overflow | clean | check_add_overflow says so
struct device *f(struct ntb_dev *ntb) { u8 a = 200, b = 100, r; if (!__builtin_add_overflow(a, b, &r)) return NULL; return &good; }
//= arithmetic_add_overflow_twin | null | it fits
struct device *f(struct ntb_dev *ntb) { u16 a = 200, b = 100, r; if (!__builtin_add_overflow(a, b, &r))
	return NULL; /* !! */
	return &good; }
//= arithmetic_switch_u8 | clean | the u8 has wrapped
struct device *f(struct ntb_dev *ntb) { u8 n = 255; switch (++n) { case 0: return &good; case 1 ... 255: return NULL; } return &good; }
//= arithmetic_switch_u8_twin | null | it has not
struct device *f(struct ntb_dev *ntb) { u8 n = 254; switch (++n) { case 0: return &good; case 1 ... 255:
	return NULL; /* !! */ } return &good; }
//= arithmetic_fls | clean | fls of a constant
struct device *f(struct ntb_dev *ntb) { if (fls(0x10) != 5) return NULL; return &good; }
//= arithmetic_ffs | clean | ffs
struct device *f(struct ntb_dev *ntb) { u32 v = 0x10; if (ffs(v) != 5) return NULL; return &good; }
//= arithmetic_hweight32 | clean | hweight32
struct device *f(struct ntb_dev *ntb) { if (hweight32(0xb) != 3) return NULL; return &good; }
//= arithmetic_ilog2 | clean | ilog2
struct device *f(struct ntb_dev *ntb) { if (ilog2(4096) != 12) return NULL; return &good; }
//= arithmetic_ilog2_var | clean | ilog2 of a local
struct device *f(struct ntb_dev *ntb) { u32 v = 4096; if (ilog2(v) != 12) return NULL; return &good; }
//= arithmetic_pow2 | clean | roundup_pow_of_two
struct device *f(struct ntb_dev *ntb) { if (roundup_pow_of_two(5) != 8) return NULL; return &good; }
//= arithmetic_is_pow2 | clean | is_power_of_2
struct device *f(struct ntb_dev *ntb) { if (!is_power_of_2(64)) return NULL; return &good; }
//= arithmetic_align | clean | ALIGN
struct device *f(struct ntb_dev *ntb) { u32 v = 5; if (ALIGN(v, 8) != 8) return NULL; return &good; }
//= arithmetic_align_twin | null | ALIGN
struct device *f(struct ntb_dev *ntb) { u32 v = 9; if (ALIGN(v, 8) != 8)
	return NULL; /* !! */
	return &good; }
//= arithmetic_is_aligned | clean | IS_ALIGNED after ALIGN_DOWN
struct device *f(struct ntb_dev *ntb) { u32 v = ALIGN_DOWN(to_my(ntb)->flags, 16); if (!IS_ALIGNED(v, 8)) return NULL; return &good; }
//= arithmetic_div_round | clean | DIV_ROUND_UP
struct device *f(struct ntb_dev *ntb) { if (DIV_ROUND_UP(9, 4) != 3) return NULL; return &good; }
//= arithmetic_min_t | clean | min_t
struct device *f(struct ntb_dev *ntb) { int v = min_t(int, to_my(ntb)->n, 3); if (v > 3) return NULL; return &good; }
//= arithmetic_min_t_unsigned | null | min_t of unsigned type
struct device *f(struct ntb_dev *ntb) { int v = min_t(int, to_my(ntb)->n, 3); if (v < 0)
	return NULL; /* !! */
	return &good; }
//= arithmetic_clamp | clean | clamp
struct device *f(struct ntb_dev *ntb) { int v = clamp(to_my(ntb)->n, 0, 3); if (v < 0 || v > 3) return NULL; return &good; }
//= arithmetic_clamp_val | clean | clamp_val
struct device *f(struct ntb_dev *ntb) { int v = clamp_val(to_my(ntb)->n, 1, 3); if (!v) return NULL; return &good; }
//= arithmetic_abs | clean | abs
struct device *f(struct ntb_dev *ntb) { int v = -3; if (abs(v) != 3) return NULL; return &good; }
//= arithmetic_upper | clean | upper_32_bits
struct device *f(struct ntb_dev *ntb) { u64 v = 0x100000002ull; if (upper_32_bits(v) != 1 || lower_32_bits(v) != 2) return NULL; return &good; }
//= arithmetic_sign_extend | clean | sign_extend32
struct device *f(struct ntb_dev *ntb) { if (sign_extend32(0xf, 3) != -1) return NULL; return &good; }
//= arithmetic_swab | clean | swab32
struct device *f(struct ntb_dev *ntb) { if (swab32(0x01020304) != 0x04030201) return NULL; return &good; }
//= arithmetic_le | clean | cpu_to_le32 and back
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; if (le32_to_cpu(cpu_to_le32(v)) != v) return NULL; return &good; }
//= arithmetic_be | clean | cpu_to_be32 and back
struct device *f(struct ntb_dev *ntb) { u32 v = 0x12; if (be32_to_cpu(cpu_to_be32(v)) != v) return NULL; return &good; }
//= arithmetic_array_size | clean | ARRAY_SIZE
struct device *f(struct ntb_dev *ntb) { if (ARRAY_SIZE(to_my(ntb)->table) != 4) return NULL; return &good; }
//= arithmetic_size_mul | clean | size_mul
struct device *f(struct ntb_dev *ntb) { if (size_mul(3, 4) != 12) return NULL; return &good; }
//= arithmetic_check_mul | clean | check_mul_overflow
struct device *f(struct ntb_dev *ntb) { u32 r; if (check_mul_overflow(3u, 4u, &r)) return NULL; return &good; }
//= arithmetic_check_sub_val | clean | check_sub_overflow gives the value
struct device *f(struct ntb_dev *ntb) { u32 r; if (check_sub_overflow(7u, 4u, &r)) return &good; if (r != 3) return NULL; return &good; }
//= arithmetic_atomic | clean | an atomic of its own
struct device *f(struct ntb_dev *ntb) { atomic_t v = ATOMIC_INIT(2); if (atomic_read(&v) != 2) return NULL; return &good; }
//= arithmetic_atomic_twin | null | an atomic of its own
struct device *f(struct ntb_dev *ntb) { atomic_t v = ATOMIC_INIT(3); if (atomic_read(&v) != 2)
	return NULL; /* !! */
	return &good; }
//= arithmetic_popcount | clean | __builtin_popcount
struct device *f(struct ntb_dev *ntb) { if (__builtin_popcount(7) != 3) return NULL; return &good; }
//= arithmetic_bswap | clean | __builtin_bswap16
struct device *f(struct ntb_dev *ntb) { if (__builtin_bswap16(0x1234) != 0x3412) return NULL; return &good; }
//= arithmetic_u32_get | clean | u32_get_bits of u32_encode_bits
struct device *f(struct ntb_dev *ntb) { u32 v = u32_encode_bits(5, GENMASK(7, 4)); if (u32_get_bits(v, GENMASK(7, 4)) != 5) return NULL; return &good; }
//= arithmetic_modify | clean | FIELD_MODIFY by hand
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v &= ~GENMASK(7, 4); v |= FIELD_PREP(GENMASK(7, 4), 2); if (FIELD_GET(GENMASK(7, 4), v) == 3) return NULL; return &good; }
//= arithmetic_div64 | clean | div_u64
struct device *f(struct ntb_dev *ntb) { if (div_u64(9, 2) != 4) return NULL; return &good; }
//= arithmetic_do_div | clean | do_div
struct device *f(struct ntb_dev *ntb) { u64 v = 9; u32 r = do_div(v, 2); if (v != 4 || r != 1) return NULL; return &good; }
