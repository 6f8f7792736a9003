//= overwritten_group_twin | clean | what is not in it stays
struct res { struct_group(all, struct device *dev; int n;); struct device *old; };
struct device *f(struct ntb_dev *ntb) { struct res r; r.dev = &good; r.old = &good; memset(&r.all, 0, sizeof(r.all)); return r.old; }
//= overwritten_view_twin | clean | another view of another union
union u { struct device *d; struct { u32 lo, hi; } w; };
struct device *f(struct ntb_dev *ntb) { union u x = { .d = &good }, y; y.w.lo = 0; y.w.hi = 0; return x.d; }
//= overwritten_u64_view | null | as a u64
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; *(u64 *)&d = 0;
	return d; /* !! */ }
//= overwritten_and_mask | null | an address ANDed with 0
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; *(unsigned long *)&d &= 0;
	return d; /* !! */ }
//= overwritten_negative | null | one before
struct device *f(struct ntb_dev *ntb) { struct device *t[2] = { &good, &good }, **p = &t[1]; p[-1] = NULL;
	return t[0]; /* !! */ }
//= overwritten_negative_twin | clean | the other one
struct device *f(struct ntb_dev *ntb) { struct device *t[2] = { &good, &good }, **p = &t[1]; p[-1] = NULL; return t[1]; }
//= overwritten_cast_struct | null | through a struct of the same shape
struct res { struct device *dev, *old; };
struct st { void *x, *y; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; ((struct st *)&r)->y = NULL;
	return r.old; /* !! */ }
//= overwritten_cast_struct_twin | clean | through a struct of the same shape
struct res { struct device *dev, *old; };
struct st { void *x, *y; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; ((struct st *)&r)->y = NULL; return r.dev; }
//= overwritten_array_of_struct | null | the next struct
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r[2] = { { &good, &good }, { &good, &good } }, *p = r; (++p)->dev = NULL;
	return r[1].dev; /* !! */ }
//= overwritten_array_of_struct_twin | clean | the first
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r[2] = { { &good, &good }, { &good, &good } }, *p = r; (++p)->dev = NULL; return r[0].dev; }
//= overwritten_memcpy_part | null | half of it is copied
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }, z = {}; memcpy(&r.old, &z.old, sizeof(r.old));
	return r.old; /* !! */ }
//= overwritten_memcpy_part_twin | clean | half of it is copied
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }, z = {}; memcpy(&r.old, &z.old, sizeof(r.old)); return r.dev; }
//= overwritten_memcpy_from | null | copied from an array
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct device *t[2] = { &good, NULL }; struct res r; memcpy(&r, t, sizeof(r));
	return r.old; /* !! */ }
//= overwritten_store_int | unproven | the lower half overwritten
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; ((u32 *)&d)[0] = 0; return d; }
//= overwritten_write_once | null | WRITE_ONCE
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; WRITE_ONCE(d, NULL);
	return READ_ONCE(d); /* !! */ }
//= overwritten_list_of_locals | null | by a pointer in another struct
struct res { struct device **slot; };
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; struct res r = { .slot = &d }, *p = &r; *p->slot = NULL;
	return d; /* !! */ }
//= overwritten_double_pointer | null | a pointer to a pointer to a pointer
struct device *f(struct ntb_dev *ntb) { struct device *d = &good, **p = &d, ***q = &p; **q = NULL;
	return d; /* !! */ }
//= overwritten_double_pointer_twin | clean | the pointer is moved, not what it points to
struct device *f(struct ntb_dev *ntb) { struct device *d = &good, *e = &good, **p = &d, ***q = &p; *q = &e; *p = NULL; return d; }
//= overwritten_number_pointer | null | an address that was a number
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; unsigned long v = (unsigned long)&d; *(struct device **)v = NULL;
	return d; /* !! */ }
//= overwritten_unknown_index | unproven | a member's place by an unknown index
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; struct device **p = &r.dev; p[to_my(ntb)->n & 1] = NULL; return r.old; }
//= overwritten_kernel_swap | null | swapped within an array
struct device *f(struct ntb_dev *ntb) { struct device *t[2] = { &good, NULL }; swap(t[0], t[1]);
	return t[0]; /* !! */ }
//= overwritten_kernel_swap_twin | clean | swapped within an array
struct device *f(struct ntb_dev *ntb) { struct device *t[2] = { &good, NULL }; swap(t[0], t[1]); return t[1]; }
//= overwritten_no_free_ptr | null | given away
struct device *f(struct ntb_dev *ntb) { struct device *d __free(put_device) = get_device(&good); struct device *e = no_free_ptr(d); ext_any(e);
	return d; /* !! */ }
//= overwritten_no_free_ptr_twin | clean | given away
struct device *f(struct ntb_dev *ntb) { struct device *d __free(put_device) = get_device(&good); return no_free_ptr(d); }
//= overwritten_escape | unproven | an unknown function has its address
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; ext_any(&d); return d; }
//= overwritten_escape_member | unproven | an unknown function has the address of its neighbour
struct res { struct device *dev; int n; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, 1 }; ext_any(&r); return r.dev; }
//= overwritten_escape_later | unproven | it was given away before
struct device *f(struct ntb_dev *ntb) { struct device *d = &good; ext_any(&d); d = &good; ext_void(); return d; }
//= overwritten_base_call | null | a base's function clears the derived object
struct st { struct device *x; };
struct res { struct st base; int n; };
static void clear(struct st *s) { s->x = NULL; }
struct device *f(struct ntb_dev *ntb) { struct res r = { { &good }, 1 }; clear(&r.base);
	return r.base.x; /* !! */ }
//= overwritten_base_cast_call | null | cast to the base
struct st { struct device *x; };
struct res { struct st base; int n; };
static void clear(struct st *s) { s->x = NULL; }
struct device *f(struct ntb_dev *ntb) { struct res r = { { &good }, 1 }; clear((struct st *)&r);
	return r.base.x; /* !! */ }
//= overwritten_base_cast_read | clean | cast to the base, read
struct st { struct device *x; };
struct res { struct st base; int n; };
struct device *f(struct ntb_dev *ntb) { struct res r = { { &good }, 1 }; struct st *s = (struct st *)&r; return s->x; }
//= overwritten_base_cast_read_twin | null | cast to the base, read
struct st { struct device *x; };
struct res { struct st base; int n; };
struct device *f(struct ntb_dev *ntb) { struct res r = { { NULL }, 1 }; struct st *s = (struct st *)&r;
	return s->x; /* !! */ }
//= overwritten_private | null | data behind the struct
struct st { int k; unsigned long priv[2]; };
struct res { struct device *d; };
struct device *f(struct ntb_dev *ntb) { struct st s = {}; struct res *r = (struct res *)s.priv; r->d = &good; s.priv[0] = 0;
	return r->d; /* !! */ }
//= overwritten_buffer | null | a char buffer holds a struct
struct res { struct device *d, *e; };
struct device *f(struct ntb_dev *ntb) { char buf[16] __aligned(8); struct res *r = (struct res *)buf; r->d = &good; memset(buf, 0, sizeof(buf));
	return r->d; /* !! */ }
//= overwritten_buffer_twin | clean | a char buffer holds a struct
struct res { struct device *d, *e; };
struct device *f(struct ntb_dev *ntb) { char buf[16] __aligned(8); struct res *r = (struct res *)buf; memset(buf, 0, sizeof(buf)); r->d = &good; return r->d; }
//= overwritten_struct_as_void | null | a struct seen as void **
struct res { struct device *d, *e; };
static void clear(void **p) { *p = NULL; }
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; clear((void **)&r.e);
	return r.e; /* !! */ }
//= overwritten_bitfield_u32 | null | bit-fields seen as a number
union u { struct { u32 has : 1, n : 7; }; u32 w; };
struct device *f(struct ntb_dev *ntb) { union u x; x.w = 0; x.has = 1; x.w = 0; if (!x.has)
	return NULL; /* !! */
	return &good; }
//= overwritten_number_view | null | a flag through another view
struct st { u32 flags; };
struct res { u32 bits; struct device *d; };
struct device *f(struct ntb_dev *ntb) { struct res r = { 1, &good }; ((struct st *)&r)->flags = 0; if (!r.bits)
	return NULL; /* !! */
	return r.d; }
