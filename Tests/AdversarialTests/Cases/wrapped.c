//= wrapped_switch | errptr | a default arm wraps it
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); switch (ret) { case 0: break; case -ENODEV: return &to_my(ntb)->own; default:
	return ERR_PTR(ret); /* !! */ } return &good; }
//= wrapped_switch_twin | clean | the default gives a device
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); switch (ret) { case 0: break; case -ENODEV: return &to_my(ntb)->own; default: return &good; } return &good; }
//= wrapped_ternary | errptr | in a conditional
struct device *f(struct ntb_dev *ntb) { int ret = ext_int();
	return ret ? ERR_PTR(ret) : &good; /* !! */ }
//= wrapped_ternary_twin | null | the other way round: ERR_PTR(0)
struct device *f(struct ntb_dev *ntb) { int ret = ext_int();
	return ret ? &good : ERR_PTR(ret); /* !! */ }
//= wrapped_again | errptr | retried on -EAGAIN
struct device *f(struct ntb_dev *ntb) { int ret; do { ret = ext_int(); } while (ret == -EAGAIN); if (ret < 0)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_again_twin | clean | retried until it is no error
struct device *f(struct ntb_dev *ntb) { int ret; do { ret = ext_int(); } while (ret < 0); if (ret < 0) return ERR_PTR(ret); return &good; }
//= wrapped_ored | errptr | codes gathered by |=
struct device *f(struct ntb_dev *ntb) { int err = ext_int(); err |= ext_int(); if (err)
	return ERR_PTR(err); /* !! */
	return &good; }
//= wrapped_ored_twin | clean | codes gathered, the device is given
struct device *f(struct ntb_dev *ntb) { int err = ext_int(); err |= ext_int(); if (err) return &to_my(ntb)->own; return &good; }
//= wrapped_out_ladder | errptr | one exit
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int ret; if ((ret = ext_int()) != 0) goto out; ext_void(); if ((ret = ext_int()) < 0) goto out; ret = 0;
out:
	return ret ? ERR_PTR(ret) : p; /* !! */ }
//= wrapped_out_ladder_twin | clean | one exit, the code is only printed
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int ret; if ((ret = ext_int()) != 0) goto out; ext_void(); if ((ret = ext_int()) < 0) goto out; ret = 0;
out:	return ret ? p : p; }
//= wrapped_u32_back | errptr | kept unsigned, cast back
struct device *f(struct ntb_dev *ntb) { u32 ret = ext_int(); if (ret)
	return ERR_PTR((int)ret); /* !! */
	return &good; }
//= wrapped_ptr_err_or_zero | errptr | PTR_ERR_OR_ZERO
struct device *f(struct ntb_dev *ntb) { struct device *p = ext_dev(); int ret = PTR_ERR_OR_ZERO(p); if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_ptr_err_or_zero_twin | clean | PTR_ERR_OR_ZERO, and a device
struct device *f(struct ntb_dev *ntb) { struct device *p = ext_dev(); int ret = PTR_ERR_OR_ZERO(p); if (!ret) return &good; return &to_my(ntb)->own; }
//= wrapped_out_param | errptr | by an out-parameter
static struct device *get(int *err) { *err = ext_int(); if (*err) return NULL; return &good; }
struct device *f(struct ntb_dev *ntb) { int err; struct device *p = get(&err); if (!p)
	return ERR_PTR(err); /* !! */
	return p; }
//= wrapped_out_param_twin | clean | the out-parameter says that there is one
static struct device *get(int *err) { *err = ext_int(); if (*err) return NULL; return &good; }
struct device *f(struct ntb_dev *ntb) { int err; struct device *p = get(&err); if (err) return &good; return p; }
//= wrapped_err_value | errptr | IS_ERR_VALUE of a number
struct device *f(struct ntb_dev *ntb) { unsigned long v = ext_u64(); if (IS_ERR_VALUE(v))
	return (struct device *)v; /* !! */
	return &good; }
//= wrapped_err_value_twin | clean | IS_ERR_VALUE, and a device
struct device *f(struct ntb_dev *ntb) { unsigned long v = ext_u64(); if (IS_ERR_VALUE(v)) return &good; return v ? (struct device *)v : &good; }
//= wrapped_min | errptr | min with 0
struct device *f(struct ntb_dev *ntb) { int ret = min(ext_int(), 0); if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_min_twin | clean | min with 0 is never above
struct device *f(struct ntb_dev *ntb) { int ret = min(ext_int(), 0); if (ret > 0) return ERR_PTR(-EINVAL); return &good; }
//= wrapped_scoped | errptr | from a guarded block
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); int ret = 0; scoped_guard(mutex, &m->lock) { ret = ext_int(); } if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_scoped_twin | clean | from a guarded block that sets 0
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); int ret = 0; scoped_guard(mutex, &m->lock) { ext_int(); } if (ret) return ERR_PTR(ret); return &good; }
//= wrapped_one_code | errptr | one code only
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret == -EPROBE_DEFER)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_one_code_twin | clean | this one is replaced
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret == -EPROBE_DEFER) return &to_my(ntb)->own; return &good; }
//= wrapped_while | errptr | until there is one
struct device *f(struct ntb_dev *ntb) { int ret = 0; while (!ret) ret = ext_int();
	return ERR_PTR(ret); /* !! */ }
//= wrapped_while_twin | null | until there is none
struct device *f(struct ntb_dev *ntb) { int ret = 1; while (ret) ret = ext_int();
	return ERR_PTR(ret); /* !! */ }
//= wrapped_bitfield | errptr | in a bit-field
struct st { int rc : 16; unsigned int up : 1; };
struct device *f(struct ntb_dev *ntb) { struct st s = {}; s.rc = ext_int(); if (s.rc < 0)
	return ERR_PTR(s.rc); /* !! */
	return &good; }
//= wrapped_ge | errptr | not >= 0
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret >= 0) return &good;
	return ERR_PTR(ret); /* !! */ }
//= wrapped_for_break | errptr | the first that fails, kept over the loop
struct device *f(struct ntb_dev *ntb) { int i, ret = 0; for (i = 0; i < to_my(ntb)->n; i++) { ret = ext_int(); if (ret) break; } if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_for_break_twin | clean | the loop goes on
struct device *f(struct ntb_dev *ntb) { int i, ret = 0; for (i = 0; i < to_my(ntb)->n; i++) { ret = ext_int(); if (ret) continue; ret = 0; } if (ret) return &good; return &good; }
//= wrapped_fn_wrapper | errptr | the wrapper tests for its caller
static int give(struct my *m) { int ret = ext_int(); if (ret) { ext_void(); return ret; } return 0; }
struct device *f(struct ntb_dev *ntb) { int ret = give(to_my(ntb)); if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_fn_wrapper_twin | clean | the wrapper swallows it
static int give(struct my *m) { int ret = ext_int(); if (ret) { ext_void(); return 0; } return 0; }
struct device *f(struct ntb_dev *ntb) { int ret = give(to_my(ntb)); if (ret) return ERR_PTR(ret); return &good; }
//= wrapped_macro | errptr | a macro that returns
#define RET_IF(c) do { int r_ = (c); if (r_) return ERR_PTR(r_); } while (0)
struct device *f(struct ntb_dev *ntb) {
	RET_IF(ext_int()); /* !! */
	return &good; }
//= wrapped_macro_twin | clean | a macro that goes on
#define RET_IF(c) do { int r_ = (c); if (r_) ext_void(); } while (0)
struct device *f(struct ntb_dev *ntb) { RET_IF(ext_int()); return &good; }
//= wrapped_long_chain | errptr | through int, long and void *
static void *g(long e) { return (void *)e; }
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); long e = ret; void *p = g(e); if (ret)
	return p; /* !! */
	return &good; }
//= wrapped_minus | errptr | positive codes turned round
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret > 0)
	return ERR_PTR(-ret); /* !! */
	return &good; }
//= wrapped_is_err_later | errptr | the caller tests what was wrapped, and hands it on
static struct device *get(struct my *m) { int ret = ext_int(); if (ret < 0) return ERR_PTR(ret); return &m->own; }
struct device *f(struct ntb_dev *ntb) { struct device *p = get(to_my(ntb)); if (IS_ERR(p)) goto err; return p; err:
	return p; /* !! */ }
//= wrapped_is_err_later_twin | clean | replaced
static struct device *get(struct my *m) { int ret = ext_int(); if (ret < 0) return ERR_PTR(ret); return &m->own; }
struct device *f(struct ntb_dev *ntb) { struct device *p = get(to_my(ntb)); if (IS_ERR(p)) goto err; return p; err: return &good; }
//= wrapped_struct_err | errptr | beside the pointer in a struct
struct res { struct device *dev; int err; };
static struct res get(struct my *m) { struct res r = { .err = ext_int() }; if (!r.err) r.dev = &m->own; return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb)); if (r.err)
	return ERR_PTR(r.err); /* !! */
	return r.dev; }
//= wrapped_struct_err_twin | clean | beside the pointer, replaced
struct res { struct device *dev; int err; };
static struct res get(struct my *m) { struct res r = { .err = ext_int() }; if (!r.err) r.dev = &m->own; return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb)); if (r.err) return &good; return r.dev; }
//= wrapped_struct_err_null | null | tested the wrong way
struct res { struct device *dev; int err; };
static struct res get(struct my *m) { struct res r = { .err = ext_int() }; if (!r.err) r.dev = &m->own; return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb)); if (!r.err) return &good;
	return r.dev; /* !! */ }
//= wrapped_cleanup | errptr | with a __free pointer beside it
struct device *f(struct ntb_dev *ntb) { void *buf __free(kfree) = kzalloc(8, GFP_KERNEL); int ret; if (!buf) return &good; ret = ext_int(); if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= wrapped_u64 | errptr | an s64 from a u64
struct device *f(struct ntb_dev *ntb) { s64 v = (s64)ext_u64(); if (v < 0 && v >= -MAX_ERRNO)
	return ERR_PTR(v); /* !! */
	return &good; }
//= wrapped_u64_twin | clean | it is given only where it can't be an error
struct device *f(struct ntb_dev *ntb) { s64 v = (s64)ext_u64(); if (v > 0) return (struct device *)v; return &good; }
