package org.example.shop;

public class Shelf {
    private long id;
    private String room;
}
