//= generic_u32 | null | a u32 is no u64
struct device *f(struct ntb_dev *ntb) { u32 v = 0;
	return _Generic(v, u32: NULL, default: &good); /* !! */ }
//= generic_u32_twin | clean | a u32 is no u64
struct device *f(struct ntb_dev *ntb) { u32 v = 0; return _Generic(v, u64: NULL, default: &good); }
//= generic_size_t | null | size_t is unsigned long
struct device *f(struct ntb_dev *ntb) {
	return _Generic(sizeof(int), unsigned long: NULL, default: &good); /* !! */ }
//= generic_more_pointer | null | a pointer's type
struct device *f(struct ntb_dev *ntb) {
	return _Generic(ntb, struct ntb_dev *: NULL, default: &good); /* !! */ }
//= generic_pointer_twin | clean | a const one is another type
struct device *f(struct ntb_dev *ntb) { return _Generic(ntb, const struct ntb_dev *: NULL, default: &good); }
//= generic_array | clean | an array decays
struct device *f(struct ntb_dev *ntb) { struct device *t[2]; return _Generic(t, struct device **: &good, default: (struct device *)NULL); }
//= generic_more_const | null | an lvalue loses its const
struct device *f(struct ntb_dev *ntb) { const int v = 1;
	return _Generic(v, int: (struct device *)NULL, default: &good); /* !! */ }
//= generic_promoted | null | a sum of two u8 is an int
struct device *f(struct ntb_dev *ntb) { u8 a = 1, b = 2;
	return _Generic(a + b, int: (struct device *)NULL, u8: &good); /* !! */ }
//= generic_promoted_twin | clean | one alone is a u8
struct device *f(struct ntb_dev *ntb) { u8 a = 1; return _Generic(a, int: (struct device *)NULL, u8: &good); }
//= generic_bitfield_bool | clean | a bool is a bool
struct device *f(struct ntb_dev *ntb) { return _Generic(to_my(ntb)->ok, bool: &good, default: (struct device *)NULL); }
//= generic_enum | null | same type
struct device *f(struct ntb_dev *ntb) {
	if (__same_type(to_my(ntb)->n, int)) return NULL; /* !! */
	return &good; }
//= generic_enum_twin | clean | not the same type
struct device *f(struct ntb_dev *ntb) { if (__same_type(to_my(ntb)->n, unsigned int)) return NULL; return &good; }
//= generic_sizeof_twin | null | without packed
struct st { u8 a; u32 b; };
struct device *f(struct ntb_dev *ntb) { if (sizeof(struct st) != 5)
	return NULL; /* !! */
	return &good; }
//= generic_constant_p | clean | a constant is one
struct device *f(struct ntb_dev *ntb) { if (!__builtin_constant_p(3)) return NULL; return &good; }
//= generic_is_signed | null | a type's sign
struct device *f(struct ntb_dev *ntb) {
	if (is_signed_type(int)) return NULL; /* !! */
	return &good; }
//= generic_is_signed_twin | clean | a type's sign
struct device *f(struct ntb_dev *ntb) { if (is_signed_type(u32)) return NULL; return &good; }
//= generic_call_choice | null | a function chosen by type
static struct device *a(int n) { return NULL; }
static struct device *b(long n) { return &good; }
struct device *f(struct ntb_dev *ntb) {
	return _Generic(to_my(ntb)->n, int: a, long: b)(1); /* !! */ }
//= generic_call_choice_twin | clean | a function chosen by type
static struct device *a(int n) { return NULL; }
static struct device *b(long n) { return &good; }
struct device *f(struct ntb_dev *ntb) { return _Generic((long)to_my(ntb)->n, int: a, long: b)(1); }
//= generic_offset | clean | the offset of a member
struct device *f(struct ntb_dev *ntb) { if (offsetof(struct node, dev)) return NULL; return &good; }
//= generic_offset_twin | null | of another
struct device *f(struct ntb_dev *ntb) { if (offsetof(struct node, second))
	return NULL; /* !! */
	return &good; }
