//= flags_flags_or | clean | nofail in flags that are known
struct device *f(struct ntb_dev *ntb) { gfp_t k = GFP_KERNEL; k |= __GFP_ZERO | __GFP_NOFAIL; return kmalloc(sizeof(struct device), k); }
//= flags_flags_or_twin | null | and masked out
struct device *f(struct ntb_dev *ntb) { gfp_t k = GFP_KERNEL; k |= __GFP_ZERO | __GFP_NOFAIL; k &= ~__GFP_NOFAIL;
	return kmalloc(sizeof(struct device), k); /* !! */ }
//= flags_flags_cond | null | nofail on one path
struct device *f(struct ntb_dev *ntb) { gfp_t k = GFP_KERNEL | (to_my(ntb)->ok ? __GFP_NOFAIL : 0);
	return kzalloc(sizeof(struct device), k); /* !! */ }
//= flags_flags_cond_twin | clean | nofail on both
struct device *f(struct ntb_dev *ntb) { gfp_t k = GFP_KERNEL | __GFP_NOFAIL | (to_my(ntb)->ok ? __GFP_ZERO : 0); return kzalloc(sizeof(struct device), k); }
//= flags_kmemdup | clean | a copy that never fails
struct device *f(struct ntb_dev *ntb) { return kmemdup(&good, sizeof(good), GFP_KERNEL | __GFP_NOFAIL); }
//= flags_kmemdup_twin | null | a copy that may
struct device *f(struct ntb_dev *ntb) {
	return kmemdup(&good, sizeof(good), GFP_KERNEL | __GFP_ZERO); /* !! */ }
//= flags_index_all | null | any element, all are NULL
struct device *f(struct ntb_dev *ntb) { struct device *t[3] = {}; int i = to_my(ntb)->n; if (i < 0 || i > 2) return &good;
	return t[i]; /* !! */ }
//= flags_index_one | unproven | any element, one is not
struct device *f(struct ntb_dev *ntb) { struct device *t[3] = { [2] = &good }; int i = to_my(ntb)->n; if (i < 0 || i > 2) return &good; return t[i]; }
//= flags_index_two | clean | any of two that are objects
struct device *f(struct ntb_dev *ntb) { struct device *t[3] = { NULL, &good, &good }; int i = to_my(ntb)->n; if (i < 1 || i > 2) return &good; return t[i]; }
//= flags_index_struct | unproven | in an array of structs
static const struct { int id; struct device *d; } tab[] = { { 1, &good }, { 2, NULL } };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->n; if (i < 0 || i > 1) return &good; return tab[i].d; }
//= flags_index_search | clean | searched for, and found only where there is one
static const struct { int id; struct device *d; } tab[] = { { 1, &good }, { 2, &good }, { } };
struct device *f(struct ntb_dev *ntb) { int i; for (i = 0; tab[i].d; i++) if (tab[i].id == to_my(ntb)->n) return tab[i].d; return &good; }
//= flags_index_search_twin | null | the sentinel's is returned
static const struct { int id; struct device *d; } tab[] = { { 1, &good }, { 2, &good }, { } };
struct device *f(struct ntb_dev *ntb) { int i; for (i = 0; tab[i].d; i++) if (tab[i].id == to_my(ntb)->n) break;
	return tab[i].d; /* !! */ }
