namespace ekb::kb {
struct Twice {
    double b = 0;
};
} // namespace ekb::kb
