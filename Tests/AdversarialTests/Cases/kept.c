//= kept_count | clean | tests that are counted
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; int n = !!p + !!q; if (n != 2) return &good; return p; }
//= kept_count_twin | null | one of two is enough
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; int n = !!p + !!q; if (n < 1) return &good;
	return p; /* !! */ }
//= kept_mask | clean | as bits of a mask
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; u32 k = 0; k |= (p ? BIT(0) : 0) | (to_my(ntb)->ok ? BIT(1) : 0); if (!(k & BIT(0))) return &good; return p; }
//= kept_mask_twin | null | the other bit is asked
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; u32 k = 0; k |= (p ? BIT(0) : 0) | (to_my(ntb)->ok ? BIT(1) : 0); if (!(k & BIT(1))) return &good;
	return p; /* !! */ }
//= kept_shifted | clean | shifted
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; u32 k = (u32)!!p << 4; if (k != 16) return &good; return p; }
//= kept_bitfield | clean | in a bit-field
struct st { unsigned int has : 1, n : 7; };
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; struct st s = { .has = p != NULL, .n = 5 }; if (!s.has) return &good; return p; }
//= kept_bitfield_twin | null | another bit-field
struct st { unsigned int has : 1, n : 7; };
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; struct st s = { .has = p != NULL, .n = 5 }; if (!s.n) return &good;
	return p; /* !! */ }
//= kept_index | clean | as an index
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *t[2] = { &good, p }; return t[!!p]; }
//= kept_index_twin | null | as an index, the other way
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *t[2] = { &good, p };
	return t[!p]; /* !! */ }
//= kept_switch | clean | switched on
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; switch (!!p) { case 0: return &good; } return p; }
//= kept_switch_twin | null | switched on
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; switch (!!p) { case 1: return &good; }
	return p; /* !! */ }
//= kept_returned | clean | a helper returns it as an int
static int valid(struct device *d) { return !!d; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int k = valid(p); if (k <= 0) return &good; return p; }
//= kept_returned_twin | null | a helper returns it as an int
static int valid(struct device *d) { return !d; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int k = valid(p); if (k <= 0) return &good;
	return p; /* !! */ }
//= kept_minus | clean | negative codes of a test
static int valid(struct device *d) { return d ? 0 : -ENODEV; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int k = valid(p); return k < 0 ? &good : p; }
//= kept_minus_twin | null | negative codes of a test
static int valid(struct device *d) { return d ? 0 : -ENODEV; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int k = valid(p);
	return k > 0 ? &good : p; /* !! */ }
//= kept_state | clean | a state machine
enum st { ST_NONE, ST_OK };
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; enum st s = p ? ST_OK : ST_NONE; for (;;) { switch (s) { case ST_NONE: return &good; case ST_OK: return p; } } }
//= kept_state_twin | null | a state machine
enum st { ST_NONE, ST_OK };
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; enum st s = p ? ST_NONE : ST_OK; for (;;) { switch (s) { case ST_NONE: return &good; case ST_OK:
	return p; /* !! */ } } }
//= kept_xor | clean | exactly one is there, and it is not the other one
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; if (!(!!p ^ !!q)) return &good; if (q) return q; return p; }
//= kept_xor_twin | null | exactly one is there
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; if (!(!!p ^ !!q)) return &good; if (!q) return &good;
	return p; /* !! */ }
//= kept_equal_tests | clean | both or none
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; if (!p != !q) return &good; if (!q) return &good; return p; }
//= kept_equal_tests_twin | null | both or none
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached, *q = to_my(ntb)->other; if (!p != !q) return &good; if (q) return &good;
	return p; /* !! */ }
//= kept_warn | clean | WARN_ON's value in a number
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int bad = WARN_ON(!p); bad |= to_my(ntb)->ok; if (bad) return &good; return p; }
//= kept_warn_twin | null | ANDed
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int bad = WARN_ON(!p); bad &= to_my(ntb)->ok; if (bad) return &good;
	return p; /* !! */ }
//= kept_and_assign | clean | ok &= p != NULL
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool k = to_my(ntb)->ok; k &= p != NULL; return k ? p : &good; }
//= kept_err_or_null | clean | IS_ERR_OR_NULL in a number
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int k = IS_ERR_OR_NULL(p) ? -ENODEV : 0; if (k) return &good; return p; }
//= kept_member_struct | clean | with the pointer in a struct that a helper gives
struct res { struct device *d; bool has; };
static struct res get(struct my *m) { struct res r = { .d = m->cached }; r.has = !!r.d; return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb)); return r.has ? r.d : &good; }
//= kept_member_struct_twin | null | the pointer is changed after the test
struct res { struct device *d; bool has; };
static struct res get(struct my *m) { struct res r = { .d = m->cached }; r.has = !!r.d; r.d = NULL; return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb));
	return r.has ? r.d : &good; /* !! */ }
