//= num_or | clean | a number stays known through |
struct device *f(struct ntb_dev *ntb) { u32 v = 1; v |= 2; if (v != 3) return NULL; return &good; }
//= num_or_twin | null | a number stays known through |
struct device *f(struct ntb_dev *ntb) { u32 v = 1; v |= 2; if (v != 2)
	return NULL; /* !! */
	return &good; }
//= num_shift_right | clean | halved by a shift
struct device *f(struct ntb_dev *ntb) { int m = 2; m >>= 1; if (m != 1) return NULL; return &good; }
//= num_shift_right_twin | null | halved by a shift
struct device *f(struct ntb_dev *ntb) { int m = 2; m >>= 2; if (m != 1)
	return NULL; /* !! */
	return &good; }
//= num_xor | clean | a bit is turned twice
struct device *f(struct ntb_dev *ntb) { u32 v = 5; v ^= 4; v ^= 4; if (v ^ 5) return NULL; return &good; }
//= num_xor_twin | null | another bit is turned
struct device *f(struct ntb_dev *ntb) { u32 v = 5; v ^= 4; v ^= 1; if (v ^ 5)
	return NULL; /* !! */
	return &good; }
//= num_multiply | clean | a product
struct device *f(struct ntb_dev *ntb) { int v = 6; v *= 7; if (v != 42) return NULL; return &good; }
//= num_multiply_twin | null | a product
struct device *f(struct ntb_dev *ntb) { int v = 6; v *= 8; if (v != 42)
	return NULL; /* !! */
	return &good; }
//= num_divide_negative | clean | towards zero
struct device *f(struct ntb_dev *ntb) { int v = -7; v /= 2; if (v != -3) return NULL; return &good; }
//= num_divide_negative_twin | null | a shift goes downwards
struct device *f(struct ntb_dev *ntb) { int v = -7; v >>= 1; if (v != -3)
	return NULL; /* !! */
	return &good; }
//= num_divide_unsigned | clean | the divisor makes it unsigned
struct device *f(struct ntb_dev *ntb) { int v = -2; v /= 2u; if (v != 0x7fffffff) return NULL; return &good; }
//= num_divide_unsigned_twin | null | signed, it is -1
struct device *f(struct ntb_dev *ntb) { int v = -2; v /= 2; if (v != 0x7fffffff)
	return NULL; /* !! */
	return &good; }
//= num_remainder_negative | clean | the sign of the first
struct device *f(struct ntb_dev *ntb) { int v = -7; v %= 3; if (v != -1) return NULL; return &good; }
//= num_remainder_negative_twin | null | the sign of the first
struct device *f(struct ntb_dev *ntb) { int v = -7; v %= 3; if (v != 2)
	return NULL; /* !! */
	return &good; }
//= num_minus | clean | unary minus
struct device *f(struct ntb_dev *ntb) { int v = 3; int w = -v; if (w + v) return NULL; return &good; }
//= num_minus_twin | null | unary minus of an unsigned number
struct device *f(struct ntb_dev *ntb) { u32 v = 3; u64 w = -v; if (w + v != 1ull << 31)
	return NULL; /* !! */
	return &good; }
//= num_complement | clean | ~ in the promoted type
struct device *f(struct ntb_dev *ntb) { u8 v = 0xf0; if (~v == 0x0f) return NULL; return &good; }
//= num_complement_twin | null | cast back to the narrow type
struct device *f(struct ntb_dev *ntb) { u8 v = 0xf0; if ((u8)~v == 0x0f)
	return NULL; /* !! */
	return &good; }
//= num_narrow | clean | what a cast cuts off
struct device *f(struct ntb_dev *ntb) { u32 v = 0x100; u8 w = v; if (w) return NULL; return &good; }
//= num_narrow_twin | null | what a cast leaves
struct device *f(struct ntb_dev *ntb) { u32 v = 0x101; u8 w = v; if (w)
	return NULL; /* !! */
	return &good; }
//= num_narrow_bool | null | a bool keeps whether there is something
struct device *f(struct ntb_dev *ntb) { u32 v = 0x100; bool w = v; if (w)
	return NULL; /* !! */
	return &good; }
//= num_sign | clean | a signed narrow type
struct device *f(struct ntb_dev *ntb) { int v = 0x80; s8 w = v; if (w != -128) return NULL; return &good; }
//= num_sign_twin | null | an unsigned narrow type
struct device *f(struct ntb_dev *ntb) { int v = 0x80; u8 w = v; if (w != -128)
	return NULL; /* !! */
	return &good; }
//= num_wrap_increment | clean | a narrow counter comes round
struct device *f(struct ntb_dev *ntb) { u8 v = 255; v++; if (v) return NULL; return &good; }
//= num_wrap_increment_twin | null | a wide one does not
struct device *f(struct ntb_dev *ntb) { u16 v = 255; v++; if (v)
	return NULL; /* !! */
	return &good; }
//= num_bit_field | clean | a bit-field keeps its width
struct a { unsigned int two : 2; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.two = 5; if (x.two != 1) return NULL; return &good; }
//= num_bit_field_twin | null | a wider one
struct a { unsigned int two : 3; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.two = 5; if (x.two != 1)
	return NULL; /* !! */
	return &good; }
//= num_bit_field_one | clean | the lowest bit
struct a { unsigned int one : 1; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.one = 2; if (x.one) return NULL; return &good; }
//= num_bit_field_one_twin | null | a bool of one bit
struct a { bool one : 1; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.one = 2; if (x.one)
	return NULL; /* !! */
	return &good; }
//= num_bit_field_signed | clean | one bit with a sign
struct a { signed int one : 1; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.one = 1; if (x.one != -1) return NULL; return &good; }
//= num_bit_field_signed_twin | null | one bit without
struct a { unsigned int one : 1; };
struct device *f(struct ntb_dev *ntb) { struct a x = {}; x.one = 1; if (x.one != -1)
	return NULL; /* !! */
	return &good; }
//= num_bit_field_list | clean | in an initialiser
struct a { unsigned int two : 2; };
struct device *f(struct ntb_dev *ntb) { struct a x = { .two = 6 }; if (x.two == 6) return NULL; return &good; }
//= num_bit_field_step | clean | counted up
struct a { unsigned int two : 2; };
struct device *f(struct ntb_dev *ntb) { struct a x = { .two = 3 }; x.two++; if (x.two) return NULL; return &good; }
//= num_bit_field_bound | clean | never more than its width
struct a { unsigned int two : 2; };
struct device *f(struct ntb_dev *ntb) { struct a x; x.two = to_my(ntb)->n; if (x.two > 3) return NULL; return &good; }
//= num_bit_field_bound_twin | null | as much as its width
struct a { unsigned int two : 2; };
struct device *f(struct ntb_dev *ntb) { struct a x; x.two = to_my(ntb)->n; if (x.two > 2)
	return NULL; /* !! */
	return &good; }
//= num_masked | clean | no more than the mask
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags & 6; if (v == 1 || v > 6) return NULL; return &good; }
//= num_set_bit | clean | a bit that was set
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v |= 4; if (!(v & 4)) return NULL; return &good; }
//= num_set_bit_twin | null | another bit
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v |= 4; if (!(v & 2))
	return NULL; /* !! */
	return &good; }
//= num_cleared_bit | clean | a bit that was cleared
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v &= ~4u; if (v & 4) return NULL; return &good; }
//= num_cleared_bit_twin | null | another bit
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v &= ~4u; if (v & 2)
	return NULL; /* !! */
	return &good; }
//= num_shifted_mask | clean | bits above those that were kept
struct device *f(struct ntb_dev *ntb) { u32 v = (to_my(ntb)->flags & 0xff) << 8; if (v & 0xff) return NULL; return &good; }
//= num_shifted_mask_twin | null | the bits that were kept
struct device *f(struct ntb_dev *ntb) { u32 v = (to_my(ntb)->flags & 0xff) << 7; if (v & 0xff)
	return NULL; /* !! */
	return &good; }
//= num_remainder_bound | clean | less than the divisor
struct device *f(struct ntb_dev *ntb) { int v = to_my(ntb)->flags % 3; if (v == 3) return NULL; return &good; }
//= num_difference | clean | a - b is 0 just when they are equal
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (m->flags - m->n) return &good; if (m->flags != m->n) return NULL; return &good; }
//= num_product_of_bounds | clean | at most the product
struct device *f(struct ntb_dev *ntb) { u32 a1 = to_my(ntb)->flags & 7, b1 = to_my(ntb)->n & 3; if (a1 * b1 > 21) return NULL; return &good; }
//= num_product_of_bounds_twin | null | the product itself is left
struct device *f(struct ntb_dev *ntb) { u32 a1 = to_my(ntb)->flags & 7, b1 = to_my(ntb)->n & 3; if (a1 * b1 > 20)
	return NULL; /* !! */
	return &good; }
//= num_switch_masked | clean | a switch over two bits
struct device *f(struct ntb_dev *ntb) { switch (to_my(ntb)->flags & 3) { case 0: case 1: case 2: case 3: return &good; default: return NULL; } }
//= num_enum_cast | null | an enumerator as a number
enum a { st = 3 };
struct device *f(struct ntb_dev *ntb) { u8 v = (u8)(st << 7); if (v == 0x80)
	return NULL; /* !! */
	return &good; }
//= num_long_shift | clean | a shift in the wider type
struct device *f(struct ntb_dev *ntb) { u64 v = 1; v <<= 40; if (!(v >> 40)) return NULL; return &good; }
//= num_long_shift_twin | null | cut off by the narrow one
struct device *f(struct ntb_dev *ntb) { u32 w = 1 << 20; u64 v = w << 20; if (!(v >> 20))
	return NULL; /* !! */
	return &good; }
//= num_bool_step | clean | a bool that is counted up stays true
struct device *f(struct ntb_dev *ntb) { bool v = 1; v++; if (!v) return NULL; return &good; }
//= num_bool_step_twin | null | counted down, it does not
struct device *f(struct ntb_dev *ntb) { bool v = 1; v--; if (!v)
	return NULL; /* !! */
	return &good; }
//= num_low_bits | clean | the low bits that a switch asked for
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); switch (v & 3) { case 1: if (((v + 2) & 3) == 0) return NULL; } return &good; }
//= num_low_bits_twin | null | the low bits that a switch asked for
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); switch (v & 3) { case 1: if (((v + 3) & 3) == 0)
	return NULL; /* !! */ } return &good; }
//= num_low_bits_square | clean | an odd number's square
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); if ((v & 3) == 3 && (v * v & 3) != 1) return NULL; return &good; }
//= num_low_bits_multiple | clean | a multiple of 8
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); if ((v * 8) & 7) return NULL; return &good; }
//= rem_one | clean | nothing is left by 1
struct device *f(struct ntb_dev *ntb) { u64 v = ext_u64(); v %= 1; return v ? NULL : &good; }
//= rem_one_twin | null | 0 or 1 is left by 2
struct device *f(struct ntb_dev *ntb) { u64 v = ext_u64(); v %= 2;
	return v ? NULL : &good; /* !! */ }
//= rem_bound | clean | below the divisor, whatever the number
struct device *f(struct ntb_dev *ntb) { u64 v = ext_u64(); return v % 3 > 2 ? NULL : &good; }
//= rem_bound_twin | null | the largest that can be left
struct device *f(struct ntb_dev *ntb) { u64 v = ext_u64();
	return v % 3 > 1 ? NULL : &good; /* !! */ }
//= rem_negative_divisor | clean | the divisor's sign does not matter
struct device *f(struct ntb_dev *ntb) { int v = ext_int(); return v % -4 > 3 || v % -4 < -3 ? NULL : &good; }
//= divide_large | clean | half of the largest number
struct device *f(struct ntb_dev *ntb) { u64 v = ext_u64(); return (s64)(v / 2) < 0 ? NULL : &good; }
//= cut_then_bit | clean | a byte that is 0 has no bit
struct device *f(struct ntb_dev *ntb) { u16 v = ext_int(); if ((s8)v) return &good; return v & 1 ? NULL : &good; }
//= cut_then_bit_twin | null | a bit above the byte
struct device *f(struct ntb_dev *ntb) { u16 v = ext_int(); if ((s8)v) return &good;
	return v & 0x100 ? NULL : &good; /* !! */ }
//= cut_then_mask | clean | the low bits of a known byte
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); if ((u8)v != 3) return &good; return (v & 7) == 3 ? &good : NULL; }
//= mask_then_cut | clean | the other way round
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(); if ((v & 6) != 4) return &good; return (u8)v & 2 ? NULL : &good; }
//= product_path | unproven | no number is 0 and has this product; the analysis does not prove it
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(), w = ext_int(); if (v * w != 15 || v != 4) return &good; return NULL; }
//= product_path_twin | null | 3 times 5
struct device *f(struct ntb_dev *ntb) { u32 v = ext_int(), w = ext_int(); if (v * w != 15 || v != 3) return &good;
	return NULL; /* !! */ }
