extension HeaderSet {
    /// What has to do with the language rather than with devices: types, lists, errors, locks, cleanup.
    static let language: [String: String] = [
        "include/linux/types.h": """
        #ifndef EXAMPLE_TYPES_H
        #define EXAMPLE_TYPES_H
        #define NULL ((void *)0)
        typedef _Bool bool;
        #define true 1
        #define false 0
        typedef unsigned char u8;
        typedef unsigned short u16;
        typedef unsigned int u32;
        typedef unsigned long long u64;
        typedef signed int s32;
        typedef signed long long s64;
        typedef unsigned long size_t;
        typedef long ssize_t;
        typedef unsigned long uintptr_t;
        typedef u64 dma_addr_t;
        typedef u64 phys_addr_t;
        typedef u64 resource_size_t;
        typedef unsigned int gfp_t;
        struct list_head {
        	struct list_head *next, *prev;
        };
        struct module;
        #endif
        """,
        "include/linux/kernel.h": """
        #ifndef EXAMPLE_KERNEL_H
        #define EXAMPLE_KERNEL_H
        #include <linux/types.h>
        #define __always_inline inline __attribute__((__always_inline__))
        #define __noreturn __attribute__((__noreturn__))
        #define __maybe_unused __attribute__((__unused__))
        #define __must_check __attribute__((__warn_unused_result__))
        #define __init
        #define __exit
        #define __iomem
        #define __force
        #define likely(x) __builtin_expect(!!(x), 1)
        #define unlikely(x) __builtin_expect(!!(x), 0)
        #define barrier() __asm__ __volatile__("" : : : "memory")
        #define offsetof(type, member) __builtin_offsetof(type, member)
        #define container_of(ptr, type, member) ({ \\
        	void *__member = (void *)(ptr); \\
        	(type *)(__member - offsetof(type, member)); })
        #define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
        #define WRITE_ONCE(x, val) \\
        	do { *(volatile __typeof__(x) *)&(x) = (val); } while (0)
        #define rcu_dereference(p) ({ __typeof__(p) __p = READ_ONCE(p); __p; })
        #define rcu_dereference_protected(p, c) (p)
        #define smp_load_acquire(p) ({ __typeof__(*p) __v = READ_ONCE(*p); barrier(); __v; })
        #define smp_store_release(p, v) do { barrier(); WRITE_ONCE(*p, v); } while (0)
        #define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
        #define min(a, b) ({ __typeof__(a) __a = (a); __typeof__(b) __b = (b); __a < __b ? __a : __b; })
        #define max(a, b) ({ __typeof__(a) __a = (a); __typeof__(b) __b = (b); __a > __b ? __a : __b; })
        #define swap(a, b) do { __typeof__(a) __t = (a); (a) = (b); (b) = __t; } while (0)
        #define fallthrough __attribute__((__fallthrough__))
        #define EINVAL 22
        #define ENODEV 19
        #define ENOMEM 12
        #define EPROBE_DEFER 517
        #define EXPORT_SYMBOL_GPL(symbol)
        #define MODULE_LICENSE(text)
        #define THIS_MODULE ((struct module *)0)
        #define EXAMPLE_FIRST_OF_TWO(ignored, value, ...) value
        #define EXAMPLE_ENABLED_1 0,
        #define EXAMPLE_ENABLED(value) EXAMPLE_ENABLED_(EXAMPLE_ENABLED_##value)
        #define EXAMPLE_ENABLED_(comma) EXAMPLE_FIRST_OF_TWO(comma 1, 0)
        #define IS_ENABLED_(option) EXAMPLE_ENABLED(option)
        #define IS_ENABLED(option) IS_ENABLED_(option)
        extern int _printk(const char *format, ...);
        #define printk(...) _printk(__VA_ARGS__)
        #define pr_err(...) printk(__VA_ARGS__)
        #define pr_warn(...) printk(__VA_ARGS__)
        #define pr_info(...) printk(__VA_ARGS__)
        #define pr_debug(...) ({ if (0) printk(__VA_ARGS__); 0; })
        __noreturn void panic(const char *format, ...);
        extern void __warn_printk(const char *format, ...);
        #define BUG() do { __asm__ __volatile__("ud2"); __builtin_unreachable(); } while (0)
        #define BUG_ON(condition) do { if (unlikely(condition)) BUG(); } while (0)
        #define BUILD_BUG_ON(condition) _Static_assert(!(condition), #condition)
        #define WARN_ON(condition) ({ \\
        	int __warn = !!(condition); \\
        	if (unlikely(__warn)) __warn_printk("warning"); \\
        	unlikely(__warn); })
        #define WARN(condition, ...) ({ \\
        	int __warn = !!(condition); \\
        	if (unlikely(__warn)) __warn_printk(__VA_ARGS__); \\
        	unlikely(__warn); })
        #define WARN_ON_ONCE(condition) ({ \\
        	static bool __warned; \\
        	int __warn = !!(condition); \\
        	if (unlikely(__warn && !__warned)) { __warned = true; __warn_printk("warning"); } \\
        	unlikely(__warn); })
        #endif
        """,
        "include/linux/err.h": """
        #ifndef EXAMPLE_ERR_H
        #define EXAMPLE_ERR_H
        #include <linux/kernel.h>
        #define MAX_ERRNO 4095
        #define IS_ERR_VALUE(x) unlikely((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)
        static inline void *ERR_PTR(long error) { return (void *)error; }
        static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
        static inline bool IS_ERR(const void *ptr) { return IS_ERR_VALUE((unsigned long)ptr); }
        static inline bool IS_ERR_OR_NULL(const void *ptr)
        {
        	return unlikely(!ptr) || IS_ERR_VALUE((unsigned long)ptr);
        }
        static inline void *ERR_CAST(const void *ptr) { return (void *)ptr; }
        static inline int PTR_ERR_OR_ZERO(const void *ptr)
        {
        	return IS_ERR(ptr) ? PTR_ERR(ptr) : 0;
        }
        #endif
        """,
        "include/linux/list.h": """
        #ifndef EXAMPLE_LIST_H
        #define EXAMPLE_LIST_H
        #include <linux/kernel.h>
        #define LIST_HEAD(name) struct list_head name = { &(name), &(name) }
        static inline bool list_empty(const struct list_head *head) { return READ_ONCE(head->next) == head; }
        #define list_entry(ptr, type, member) container_of(ptr, type, member)
        #define list_first_entry(head, type, member) list_entry((head)->next, type, member)
        #define list_first_entry_or_null(head, type, member) ({ \\
        	struct list_head *__head = (head); \\
        	struct list_head *__first = READ_ONCE(__head->next); \\
        	__first != __head ? list_entry(__first, type, member) : NULL; })
        #define list_next_entry(pos, member) list_entry((pos)->member.next, __typeof__(*(pos)), member)
        #define list_for_each_entry(pos, head, member) \\
        	for (pos = list_first_entry(head, __typeof__(*pos), member); \\
        	     &pos->member != (head); pos = list_next_entry(pos, member))
        #endif
        """,
        "include/linux/cleanup.h": """
        #ifndef EXAMPLE_CLEANUP_H
        #define EXAMPLE_CLEANUP_H
        #include <linux/kernel.h>
        #define __cleanup(function) __attribute__((__cleanup__(function)))
        #define DEFINE_FREE(name, type, free) \\
        	static inline void __free_##name(void *p) { type _T = *(type *)p; free; }
        #define __free(name) __cleanup(__free_##name)
        #define __get_and_null(p, nullvalue) ({ \\
        	__typeof__(p) *__ptr = &(p); __typeof__(p) __val = *__ptr; *__ptr = nullvalue; __val; })
        #define no_free_ptr(p) ((__typeof__(p))__get_and_null(p, NULL))
        #define return_ptr(p) return no_free_ptr(p)
        #define DEFINE_CLASS(name, type, exit, init, args...) \\
        	typedef type class_##name##_t; \\
        	static inline void class_##name##_destructor(type *p) { type _T = *p; exit; } \\
        	static inline type class_##name##_constructor(args) { type t = init; return t; }
        #define CLASS(name, var) \\
        	class_##name##_t var __cleanup(class_##name##_destructor) = class_##name##_constructor
        #define DEFINE_GUARD(name, type, lock, unlock) \\
        	DEFINE_CLASS(name, type, if (_T) { unlock; }, ({ lock; _T; }), type _T)
        #define EXAMPLE_PASTE_(a, b) a##b
        #define EXAMPLE_PASTE(a, b) EXAMPLE_PASTE_(a, b)
        #define guard(name) CLASS(name, EXAMPLE_PASTE(guard, __COUNTER__))
        #define scoped_guard(name, args...) \\
        	for (CLASS(name, scope)(args), *done = NULL; !done; done = (void *)1)
        #endif
        """,
        "include/linux/mutex.h": """
        #ifndef EXAMPLE_MUTEX_H
        #define EXAMPLE_MUTEX_H
        #include <linux/cleanup.h>
        struct mutex { int owner; };
        extern void mutex_lock(struct mutex *lock);
        extern int mutex_trylock(struct mutex *lock);
        extern void mutex_unlock(struct mutex *lock);
        DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
        typedef struct spinlock { int value; } spinlock_t;
        extern void _raw_spin_lock(spinlock_t *lock);
        extern void _raw_spin_unlock(spinlock_t *lock);
        static inline void spin_lock(spinlock_t *lock) { _raw_spin_lock(lock); }
        static inline void spin_unlock(spinlock_t *lock) { _raw_spin_unlock(lock); }
        extern void rcu_read_lock(void);
        extern void rcu_read_unlock(void);
        #endif
        """,
    ]
}
