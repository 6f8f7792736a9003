//= mem_beside | unproven | a pointer is moved to the member beside
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; struct device **q = &x.old; q++; *q = NULL; return x.dev; }
//= mem_beside_twin | clean | it stays where it is
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; struct device **q = &x.old; *q = NULL; return x.dev; }
//= mem_beside_index | unproven | by an index
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; (&x.old)[1] = NULL; return x.dev; }
//= mem_beside_index_twin | clean | by index 0
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; (&x.old)[0] = NULL; return x.dev; }
//= mem_beyond_array | unproven | beyond the array that stands before
struct a { struct device *old[2]; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { { &good }, &good }; struct device **q = x.old; q[2] = NULL; return x.dev; }
//= mem_within_array | clean | within it
struct a { struct device *old[2]; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { { &good }, &good }; struct device **q = x.old; q[1] = NULL; return x.dev; }
//= mem_offsetof | unproven | by offsetof
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; *(void **)((char *)&x + offsetof(struct a, dev)) = NULL; return x.dev; }
//= mem_bytes | unproven | byte by byte
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good; char *c1 = (char *)&dev; int i; for (i = 0; i < sizeof(dev); i++) c1[i] = 0; return dev; }
//= mem_first_byte | unproven | its first byte
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good; *(u8 *)&dev = 0; return dev; }
//= mem_half | unproven | its upper half
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good; ((u32 *)&dev)[1] = 0; return dev; }
//= mem_whole | null | as a number of its width
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good; *(u64 *)&dev = 0;
	return dev; /* !! */ }
//= mem_memset_part | unproven | memset of a part
struct a { struct device *old; struct device *dev; int n; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; memset(&x, 0, offsetof(struct a, n)); return x.dev; }
//= mem_memset_from | unproven | memset from a member on
struct a { int n; struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { 1, &good, &good }; memset(&x.old, 0, 16); return x.dev; }
//= mem_memset_other | clean | memset of another object
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }, y; memset(&y, 0, 8); return x.dev; }
//= mem_memset_member | clean | memset of just another member
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; memset(&x.old, 0, sizeof(x.old)); return x.dev; }
//= mem_memcpy_part | unproven | memcpy of some bytes
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }, y = {}; memcpy(&x, &y, to_my(ntb)->n); return x.dev; }
//= mem_memcpy_pointer | null | memcpy of a pointer
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good, *none = NULL; memcpy(&dev, &none, sizeof(dev));
	return dev; /* !! */ }
//= mem_union_bytes | unproven | through another view of a union
union u { struct device *dev; u8 raw[8]; };
struct device *f(struct ntb_dev *ntb) { union u x; x.dev = &good; x.raw[3] = 0; return x.dev; }
//= mem_union_struct | unproven | through a struct in a union
union u { struct device *dev; struct { u32 lo, hi; } h1; };
struct device *f(struct ntb_dev *ntb) { union u x; x.dev = &good; x.h1.hi = 0; return x.dev; }
//= mem_union_beside | clean | what stands beside a union
struct a { struct device *dev; union { u8 raw[8]; u64 v; } w; };
struct device *f(struct ntb_dev *ntb) { struct a x = { .dev = &good }; x.w.raw[3] = 0; return x.dev; }
//= mem_loop_pointer | unproven | a pointer that a loop moves
struct a { struct device *t[4]; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { .dev = &good }; struct device **q; for (q = x.t; q < x.t + to_my(ntb)->n; q++) *q = NULL; return x.dev; }
//= mem_through_holder | unproven | a function gets it by way of another object
struct a { struct device **p; };
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good; struct a x = { &dev }; ext_any(&x); return dev; }
//= mem_through_holder_twin | clean | the function gets another object
struct a { struct device **p; };
struct device *f(struct ntb_dev *ntb) { struct device *dev = &good, *o = NULL; struct a x = { &o }; ext_any(&x); return dev; }
//= mem_chosen_pointer | unproven | a pointer to either of two
struct device *f(struct ntb_dev *ntb) { struct device *p[2] = { &good, &good }; p[to_my(ntb)->n & 1] = NULL; return p[0]; }
//= mem_number_pointer | unproven | a pointer that went through a number
struct a { struct device *old; struct device *dev; };
struct device *f(struct ntb_dev *ntb) { struct a x = { &good, &good }; unsigned long v = (unsigned long)&x; v += 8; *(void **)v = NULL; return x.dev; }
//= mem_asm_two | clean | of two outputs the returned one is tested
struct device *f(struct ntb_dev *ntb) { struct device *a1, *b1; asm("" : "=r"(a1), "=r"(b1)); if (!b1) return &good; return b1; }
//= mem_asm_two_twin | unproven | of two outputs the other one is tested
struct device *f(struct ntb_dev *ntb) { struct device *a1, *b1; asm("" : "=r"(a1), "=r"(b1)); if (!a1) return &good; return b1; }
//= mem_asm_two_null | unproven | that one is NULL says nothing of the other
struct device *f(struct ntb_dev *ntb) { struct device *a1, *b1; asm("" : "=r"(a1), "=r"(b1)); if (a1) return &good; return b1; }
//= mem_asm_round | unproven | in a loop, another one each round
struct device *f(struct ntb_dev *ntb) { struct device *a1; int i; for (i = 0; i < 3; i++) { asm("" : "=r"(a1)); if (i == 0 && !a1) return &good; } return a1; }
//= static_members | null | members of a static object are apart
static struct { int users; struct device *dev; } never;
void clear(void) { never.users++; }
struct device *f(struct ntb_dev *ntb) {
	return never.dev; /* !! */ }
//= static_members_filled | unproven | a member that something fills
static struct { int users; struct device *dev; } never;
void fill(void) { never.dev = &good; }
struct device *f(struct ntb_dev *ntb) { return never.dev; }
//= static_members_whole | unproven | the whole is stored to
static struct a { int users; struct device *dev; } never;
void fill(struct a *x) { never = *x; }
struct device *f(struct ntb_dev *ntb) { return never.dev; }
//= static_members_given | unproven | the whole is given away
static struct a { int users; struct device *dev; } never;
void fill(void) { ext_any(&never); }
struct device *f(struct ntb_dev *ntb) { return never.dev; }
//= static_members_member_given | null | just another member is given away
static struct a { int users; struct device *dev; } never;
void fill(void) { ext_any(&never.users); }
struct device *f(struct ntb_dev *ntb) {
	return never.dev; /* !! */ }
//= static_members_node | unproven | a list's node in it is given away
static struct a { struct list_head node; struct device *dev; } never;
void fill(struct list_head *l) { list_add(&never.node, l); }
struct device *f(struct ntb_dev *ntb) { return never.dev; }
//= static_members_moved | unproven | a member's address is computed with
static struct a { int users; struct device *dev; } never;
void fill(void) { *(struct device **)((char *)&never.users + 8) = &good; }
struct device *f(struct ntb_dev *ntb) { return never.dev; }
//= static_members_lock | null | a lock in it is taken
static struct { struct mutex lock; struct device *dev; } never = { .lock = __MUTEX_INITIALIZER(never.lock) };
struct device *f(struct ntb_dev *ntb) { struct device *p; mutex_lock(&never.lock); p = never.dev; mutex_unlock(&never.lock);
	return p; /* !! */ }
//= static_elements | null | elements of a static array are apart
static struct device *tab[3] = { &good, NULL, &good };
void fill(struct device *p) { tab[0] = p; }
struct device *f(struct ntb_dev *ntb) {
	return tab[1]; /* !! */ }
//= static_elements_filled | unproven | an element that is filled by a variable index
static struct device *tab[3] = { &good, NULL, &good };
void fill(int i, struct device *p) { tab[i] = p; }
struct device *f(struct ntb_dev *ntb) { return tab[1]; }
//= generic_typedef | null | a typedef's name in _Generic
struct device *f(struct ntb_dev *ntb) { u64 v = 0;
	return _Generic(v, u64: NULL, default: &good); /* !! */ }
//= generic_typedef_twin | clean | another typedef's name
struct device *f(struct ntb_dev *ntb) { u64 v = 0; return _Generic(v, u32: NULL, default: &good); }
//= generic_typedef_two | clean | two typedefs' names
struct device *f(struct ntb_dev *ntb) { size_t v = 0; return _Generic(v, u8: (struct device *)NULL, size_t: &good, default: (struct device *)NULL); }
//= generic_typedef_default | null | none of the names
struct device *f(struct ntb_dev *ntb) { s16 v = 0;
	return _Generic(v, u8: &good, gfp_t: &good, default: NULL); /* !! */ }
//= generic_typedef_pointer | null | a pointer to a typedef's type
struct device *f(struct ntb_dev *ntb) { u32 v = 0;
	return _Generic(&v, u64 *: &good, u32 *: (struct device *)NULL); /* !! */ }
//= generic_typedef_enum | clean | a typedef of the tree
struct device *f(struct ntb_dev *ntb) { dma_addr_t v = 0; return _Generic(v, dma_addr_t: &good, default: (struct device *)NULL); }
//= generic_tag | null | a tag
struct device *f(struct ntb_dev *ntb) { struct my *v = to_my(ntb);
	return _Generic(v, struct node *: &good, struct my *: (struct device *)NULL); /* !! */ }
//= generic_const | clean | a qualified pointer
struct device *f(struct ntb_dev *ntb) { const u32 *v = &to_my(ntb)->flags; return _Generic(v, u32 *: (struct device *)NULL, const u32 *: &good); }
//= index_unknown_some | unproven | any element, of which one is NULL
static struct device *const tab[] = { &good, NULL };
struct device *f(struct ntb_dev *ntb) { return tab[to_my(ntb)->ok]; }
//= index_unknown_all | null | any element, and all are NULL
static struct device *const tab[2] = { NULL, NULL };
struct device *f(struct ntb_dev *ntb) {
	return tab[to_my(ntb)->ok]; /* !! */ }
//= index_unknown_none | clean | any element, and none is NULL
static struct device *const tab[2] = { &good, &good };
struct device *f(struct ntb_dev *ntb) { return tab[to_my(ntb)->ok]; }
//= index_unknown_tested | clean | any element, and it is tested
static struct device *const tab[2] = { &good, NULL };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->ok; if (!tab[i]) return &good; return tab[i]; }
//= index_unknown_tested_null | null | any element, tested, and returned where it is NULL
static struct device *const tab[2] = { &good, NULL };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->ok; if (tab[i]) return &good;
	return tab[i]; /* !! */ }
//= index_bounded | clean | those that it can be
static struct device *const tab[4] = { &good, &good, NULL, NULL };
struct device *f(struct ntb_dev *ntb) { return tab[to_my(ntb)->flags & 1]; }
//= index_bounded_twin | null | those that it can be
static struct device *const tab[4] = { &good, &good, NULL, NULL };
struct device *f(struct ntb_dev *ntb) {
	return tab[2 + (to_my(ntb)->flags & 1)]; /* !! */ }
//= index_member | unproven | a member of any element
static const struct a { int n; struct device *dev; } tab[] = { { 1, &good }, { 2 } };
struct device *f(struct ntb_dev *ntb) { return tab[to_my(ntb)->ok].dev; }
//= self_copy | clean | copied onto itself by a pointer
struct self_copy_pair { struct device *a, *b; };
struct device *f(struct ntb_dev *ntb) { struct self_copy_pair s = { &good, &good }, *p = &s; s = *p; if (!s.a) return NULL; return s.b; }
//= self_copy_twin | null | copied onto itself, with the NULL that it has
struct self_copy_twin_pair { struct device *a, *b; };
struct device *f(struct ntb_dev *ntb) { struct self_copy_twin_pair s = { &good, NULL }, *p = &s; *p = s;
	return s.b; /* !! */ }
//= self_memcpy | clean | the same by memcpy()
struct self_memcpy_pair { struct device *a, *b; };
struct device *f(struct ntb_dev *ntb) { struct self_memcpy_pair s = { &good, NULL }; memcpy(&s, &s, sizeof(s)); return s.a; }
//= copy_of_part | clean | what is copied is a part of what it is copied beside
struct copy_of_part_pair { struct device *a, *b; };
struct device *f(struct ntb_dev *ntb) { struct { struct copy_of_part_pair in, out; } o = { { &good, NULL }, { NULL, NULL } }; o.out = o.in; o.in.a = NULL; return o.out.a; }
