//= assembly_xchg_tested | null | cmpxchg's old value
struct device *f(struct ntb_dev *ntb) { struct device *p = cmpxchg(&to_my(ntb)->cached, NULL, &good); if (!p)
	return NULL; /* !! */
	return p; }
//= assembly_xchg_tested_twin | clean | cmpxchg's old value
struct device *f(struct ntb_dev *ntb) { struct device *p = cmpxchg(&to_my(ntb)->cached, NULL, &good); if (!p) return &good; return p; }
//= assembly_out_in | unproven | an output of an asm
struct device *f(struct ntb_dev *ntb) { struct device *p; asm volatile("" : "=r" (p)); return p; }
//= assembly_out_tested | clean | an output, tested
struct device *f(struct ntb_dev *ntb) { struct device *p; asm volatile("" : "=r" (p)); return p ? p : &good; }
//= assembly_two | unproven | one is tested, the other one returned
struct device *f(struct ntb_dev *ntb) { struct device *p, *q; asm volatile("" : "=r" (p), "=r" (q)); if (!p) return &good; return q; }
//= assembly_two_twin | clean | the tested one is returned
struct device *f(struct ntb_dev *ntb) { struct device *p, *q; asm volatile("" : "=r" (p), "=r" (q)); if (!q) return &good; return q; }
//= assembly_inout | unproven | an object goes through an asm
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; asm("" : "+r" (p)); return p; }
//= assembly_hide | clean | OPTIMIZER_HIDE_VAR keeps it
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; OPTIMIZER_HIDE_VAR(p); return p ?: &good; }
//= assembly_clobber | unproven | by its address
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; asm volatile("" : : "r" (&p) : "memory"); return p; }
//= assembly_barrier | clean | a barrier changes no local whose address nobody has
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; barrier(); return p; }
//= assembly_memory_out | unproven | a memory output
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; asm volatile("" : "+m" (p)); return p; }
//= assembly_member | unproven | a member as output
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; asm volatile("" : "=r" (r.old)); return r.old; }
//= assembly_member_twin | clean | the other member
struct res { struct device *dev, *old; };
struct device *f(struct ntb_dev *ntb) { struct res r = { &good, &good }; asm volatile("" : "=r" (r.old)); return r.dev; }
//= assembly_number_twin | clean | it can't be two numbers
struct device *f(struct ntb_dev *ntb) { unsigned long v; asm volatile("" : "=r" (v)); if (v == 3) { if (v == 4) return NULL; } return &good; }
//= assembly_goto_twin | clean | asm goto, a device
struct device *f(struct ntb_dev *ntb) { asm goto("" : : : : no); return &good; no: return &to_my(ntb)->own; }
