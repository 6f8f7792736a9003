//= eq_own_low_half | null | a value compared with what is left of it in a narrow type
struct device *f(struct ntb_dev *ntb) { u64 mask = ext_u64(); u32 low = mask; if (low != mask)
	return NULL; /* !! */
	return &good; }
//= eq_own_low_half_good | clean | the same, and an object on both ways
struct device *f(struct ntb_dev *ntb) { u64 mask = ext_u64(); u32 low = mask; if (low != mask) return &to_my(ntb)->own; return &good; }
//= eq_own_low_half_twice_twin | null | the second test asks of the low half
struct device *f(struct ntb_dev *ntb) { u64 mask = ext_u64(); u32 low = mask; if (low != mask) return &good; if (mask >> 31)
	return NULL; /* !! */
	return &good; }
//= eq_own_sign | null | (s8)x == x
struct device *f(struct ntb_dev *ntb) { int x = ext_int(); if ((s8)x == x)
	return NULL; /* !! */
	return &good; }
//= eq_own_sign_bound | clean | (s8)x == x keeps x small
struct device *f(struct ntb_dev *ntb) { int x = ext_int(); if ((s8)x != x) return &good; if (x > 127) return NULL; return &good; }
//= eq_own_sign_bound_twin | null | 127 itself is left
struct device *f(struct ntb_dev *ntb) { int x = ext_int(); if ((s8)x != x) return &good; if (x > 126)
	return NULL; /* !! */
	return &good; }
//= eq_own_complement | null | ~(u32)x == x
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (~(u32)x != x)
	return NULL; /* !! */
	return &good; }
//= eq_own_complement_good | clean | ~(u32)x == x
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (~(u32)x == x) return &good; return &to_my(ntb)->own; }
//= eq_own_sum | null | x == x + f(x)
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (x == x + (u32)x)
	return NULL; /* !! */
	return &good; }
//= eq_own_bits | null | x == (x & 15)
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (x == (x & 15))
	return NULL; /* !! */
	return &good; }
//= eq_own_bits_bound | clean | x == (x & 15) keeps x small
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (x != (x & 15)) return &good; if (x == 16) return NULL; return &good; }
//= eq_own_negative | null | x == -x
struct device *f(struct ntb_dev *ntb) { long x = ext_u64(); if (x == -x)
	return NULL; /* !! */
	return &good; }
//= eq_mutual | null | a is the half of b and b that of a
struct device *f(struct ntb_dev *ntb) { u64 a = ext_u64(), b = ext_u64(); if (a == (u32)b && b == (u32)a)
	return NULL; /* !! */
	return &good; }
//= eq_three | null | a circle of three
struct device *f(struct ntb_dev *ntb) { u64 a = ext_u64(), b = ext_u64(), c = ext_u64(); if (a == (u32)b && b == (u32)c && c == (u32)a)
	return NULL; /* !! */
	return &good; }
//= eq_through_pointer | null | p == *p
struct device *f(struct ntb_dev *ntb) { void **p = (void **)to_my(ntb)->cached; if (p == *p)
	return NULL; /* !! */
	return &good; }
//= eq_through_pointer_chain | null | p == **p, and *p == p
struct device *f(struct ntb_dev *ntb) { void ***p = (void ***)to_my(ntb)->cached; if ((void *)p == **p && (void *)*p == (void *)p)
	return NULL; /* !! */
	return &good; }
//= eq_through_pointer_good | clean | p == *p
struct device *f(struct ntb_dev *ntb) { void **p = (void **)to_my(ntb)->cached; if (p && p == *p) return (struct device *)p; return &good; }
//= eq_list_empty | null | head->next == head
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (m->nodes.next == &m->nodes)
	return NULL; /* !! */
	return &good; }
//= eq_list_chain | null | head->next->prev == head->next
struct device *f(struct ntb_dev *ntb) { struct list_head *h = to_my(ntb)->nodes.next; if (h->next->prev == h && h->prev == h->next && h->next == h)
	return NULL; /* !! */
	return &good; }
//= eq_in_loop | null | in a loop, each round anew
struct device *f(struct ntb_dev *ntb) { u64 x; int i; for (i = 0; i < to_my(ntb)->n; i++) { x = ext_u64(); if (x == (u32)x) continue; if (x == ~(u32)x) break;
	return NULL; /* !! */
	} return &good; }
//= eq_in_loop_good | clean | in a loop, each round anew
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(), y = 1; while (x == (u32)x) { y = x + y; if (y == (u32)y) break; x = ext_u64() + y; } return &good; }
//= eq_shift | null | x == x << 1
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(); if (x == x << 1)
	return NULL; /* !! */
	return &good; }
//= eq_doubled_tower | null | a tower of sums of itself
struct device *f(struct ntb_dev *ntb) { u64 x = ext_u64(), y = x;
	y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y;
	y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y;
	y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y; y = y * y + y;
	if (x == y)
	return NULL; /* !! */
	return &good; }
//= eq_own_low_half_twice | clean | what the first test excludes
struct device *f(struct ntb_dev *ntb) { u64 mask = ext_u64(); u32 low = mask; if (low != mask) return &good; if (mask >> 32) return NULL; return &good; }
//= eq_mutual_same | clean | a is the half of b and b that of a: they are one
struct device *f(struct ntb_dev *ntb) { u64 a = ext_u64(), b = ext_u64(); if (a == (u32)b && b == (u32)a) { if (a >> 32) return NULL; } return &good; }
