namespace ekb::kb {
struct Twice {
    int a = 0;
};
} // namespace ekb::kb
