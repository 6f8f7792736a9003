//= halves_shr_signed | clean | a negative number stays negative
struct device *f(struct ntb_dev *ntb) { int m = -8; m >>= 2; if (m != -2) return NULL; return &good; }
//= halves_shr_signed_twin | null | an unsigned one does not
struct device *f(struct ntb_dev *ntb) { u32 m = -8; m >>= 2; if (m != (u32)-2)
	return NULL; /* !! */
	return &good; }
//= halves_shl_u16 | clean | cut off by the type
struct device *f(struct ntb_dev *ntb) { u16 m = 0x8001; m <<= 1; if (m != 2) return NULL; return &good; }
//= halves_shl_u16_twin | null | not in a u32
struct device *f(struct ntb_dev *ntb) { u32 m = 0x8001; m <<= 1; if (m != 2)
	return NULL; /* !! */
	return &good; }
//= halves_mul | clean | m *= 3
struct device *f(struct ntb_dev *ntb) { s16 m = 20000; m *= 3; if (m > 0) return NULL; return &good; }
//= halves_mul_twin | null | as an int
struct device *f(struct ntb_dev *ntb) { s32 m = 20000; m *= 3; if (m > 0)
	return NULL; /* !! */
	return &good; }
//= halves_member | clean | a member
struct st { u8 n; };
struct device *f(struct ntb_dev *ntb) { struct st s = { 6 }, *p = &s; p->n /= 4; p->n %= 2; if (s.n != 1) return NULL; return &good; }
//= halves_member_twin | null | a member, the other way
struct st { u8 n; };
struct device *f(struct ntb_dev *ntb) { struct st s = { 6 }, *p = &s; p->n /= 2; p->n %= 2; if (s.n != 0)
	return NULL; /* !! */
	return &good; }
//= halves_element | clean | an element
struct device *f(struct ntb_dev *ntb) { u32 v[2] = { 1, 4 }; v[1] >>= 2; v[0] ^= v[1]; if (v[0]) return NULL; return &good; }
//= halves_element_twin | null | another
struct device *f(struct ntb_dev *ntb) { u32 v[2] = { 1, 4 }; v[1] >>= 1; v[0] ^= v[1]; if (v[0])
	return NULL; /* !! */
	return &good; }
//= halves_through_pointer | clean | through a pointer
static void give(u32 *v) { *v |= 4; *v >>= 2; }
struct device *f(struct ntb_dev *ntb) { u32 v = 0; give(&v); if (v != 1) return NULL; return &good; }
//= halves_through_pointer_twin | null | through a pointer
static void give(u32 *v) { *v |= 8; *v >>= 2; }
struct device *f(struct ntb_dev *ntb) { u32 v = 0; give(&v); if (v != 1)
	return NULL; /* !! */
	return &good; }
//= halves_chain | clean | chained
struct device *f(struct ntb_dev *ntb) { int a = 1, b = 2, n = 3; n -= b += a <<= 2; if (n != -3) return NULL; return &good; }
//= halves_chain_twin | null | chained
struct device *f(struct ntb_dev *ntb) { int a = 1, b = 2, n = 3; n -= b += a <<= 1; if (n != -3)
	return NULL; /* !! */
	return &good; }
//= halves_variable_shift | clean | by a known number of a variable
struct device *f(struct ntb_dev *ntb) { unsigned int s = 5; u64 m = 1; m <<= s; m <<= 32; if (m >> 37 != 1) return NULL; return &good; }
//= halves_variable_shift_twin | null | 32 bits only
struct device *f(struct ntb_dev *ntb) { unsigned int s = 5; u32 m = 1; m <<= s; m <<= 27; if (m >> 5 != 1)
	return NULL; /* !! */
	return &good; }
//= halves_bool_or | clean | a bool ored with 2
struct device *f(struct ntb_dev *ntb) { bool k = false; k |= 2; if (k != 1) return NULL; return &good; }
//= halves_bool_and | null | 1 & 2
struct device *f(struct ntb_dev *ntb) { bool k = true; k &= 2; if (!k)
	return NULL; /* !! */
	return &good; }
//= halves_bool_add | clean | a bool never goes beyond 1
struct device *f(struct ntb_dev *ntb) { bool k = true; k += 1; if (k != 1) return NULL; return &good; }
//= halves_unknown_shift | clean | 24 bits shifted out leave a byte
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v >>= 24; if (v > 255) return NULL; return &good; }
//= halves_unknown_shift_twin | null | 23 bits
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v >>= 23; if (v > 255)
	return NULL; /* !! */
	return &good; }
//= halves_unknown_shl | clean | even
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v <<= 1; if (v & 1) return NULL; return &good; }
//= halves_unknown_shl_twin | null | and one more
struct device *f(struct ntb_dev *ntb) { u32 v = to_my(ntb)->flags; v <<= 1; v++; if (v & 1)
	return NULL; /* !! */
	return &good; }
//= halves_bitfield | clean | a bit-field of two bits wraps
struct st { unsigned int n : 2; };
struct device *f(struct ntb_dev *ntb) { struct st s = { 3 }; s.n++; if (s.n) return NULL; return &good; }
//= halves_bitfield_twin | null | of three bits it does not
struct st { unsigned int n : 3; };
struct device *f(struct ntb_dev *ntb) { struct st s = { 3 }; s.n++; if (s.n)
	return NULL; /* !! */
	return &good; }
//= halves_static | clean | a const of the file
static const u8 tab[4] = { 1, 2, 4, 8 };
struct device *f(struct ntb_dev *ntb) { u8 m = tab[2]; m >>= 2; if (m != tab[0]) return NULL; return &good; }
//= halves_static_twin | null | another
static const u8 tab[4] = { 1, 2, 4, 8 };
struct device *f(struct ntb_dev *ntb) { u8 m = tab[3]; m >>= 2; if (m != tab[0])
	return NULL; /* !! */
	return &good; }
//= halves_assign_value | clean | an assignment's value is that of its left side
struct device *f(struct ntb_dev *ntb) { u8 n; int k = (n = 0x1ff); if (k != 0xff) return NULL; return &good; }
//= halves_assign_value_twin | null | a u16 keeps it
struct device *f(struct ntb_dev *ntb) { u16 n; int k = (n = 0x1ff); if (k != 0xff)
	return NULL; /* !! */
	return &good; }
//= halves_argument_cut | clean | a parameter's type cuts off
static int give(u8 n) { return n == 1; }
struct device *f(struct ntb_dev *ntb) { if (!give(257)) return NULL; return &good; }
//= halves_argument_cut_twin | null | a wider one does not
static int give(u16 n) { return n == 1; }
struct device *f(struct ntb_dev *ntb) { if (!give(257))
	return NULL; /* !! */
	return &good; }
//= halves_result_cut | clean | a result's type cuts off
static u8 give(int n) { return n; }
struct device *f(struct ntb_dev *ntb) { if (give(256)) return NULL; return &good; }
//= halves_result_bool | null | a bool does not
static bool give(int n) { return n; }
struct device *f(struct ntb_dev *ntb) { if (give(256))
	return NULL; /* !! */
	return &good; }
